-- Replaces hashes of windows, and of what is newest of a key, unless they hold something newer: a later generation, else a
-- later window, else a later revision. A run that goes on in a new generation from its last epoch does not write again what was
-- final before, so a later window of the same run stays what is newest of a key. Notes the windows in the index of their key, and takes out those that have expired
-- whenever 16 more have come in: more than came, so that an index cannot outgrow its windows. Whoever is oldest expires first but for
-- what corrections prolong, so the look stops at the fourth that is still there: keys whose windows have the same times come to
-- their 16th at once.
-- KEYS: for each key its windows' hashes, then the hash of its newest if wanted, then its index if wanted. ARGV: time to live
-- in ms, the field by which windows are told apart, _start or _end, the lowest generation of the run; then for each key the number of windows, 1 if the newest is wanted, 1 if the index is; then for each window, the
-- newest last, generation, what that field holds, revision, twice the number of fields, and the fields with their values.
local call = redis.call
local ttl, id, run = ARGV[1], ARGV[2], tonumber(ARGV[3])
local at, key, written = 4, 1, 0

local function newer(old, than)
  for i = 1, 3 do
    local value = ARGV[than + i - 1]
    if old[i] ~= value then
      return (tonumber(old[i]) or 0) < tonumber(value)
    end
  end
  return true
end

local function put(name, row, last, newest)
  local old = call('HMGET', name, '_gen', id, '_rev')
  if old[1] and not newer(old, row) then
    return
  end
  if newest and old[1] and tonumber(old[1]) >= run and (tonumber(old[2]) or 0) > tonumber(ARGV[row + 1]) then
    return
  end
  call('HSET', name, unpack(ARGV, row + 4, last))
  if old[1] and 2 * call('HLEN', name) ~= last - row - 3 then
    call('DEL', name)
    call('HSET', name, unpack(ARGV, row + 4, last))
  end
  call('PEXPIRE', name, ttl)
  written = written + 1
end

local function note(index, starts)
  local added = call('ZADD', index, unpack(starts))
  call('PEXPIRE', index, ttl)
  local size = call('ZCARD', index)
  if math.floor(size / 16) ~= math.floor((size - added) / 16) then
    local windows, alive = string.sub(index, 1, -6) .. 'w:', 0
    for _, start in ipairs(call('ZRANGE', index, 0, added + 31)) do
      if call('EXISTS', windows .. start) == 0 then
        call('ZREM', index, start)
      else
        alive = alive + 1
        if alive == 4 then
          break
        end
      end
    end
  end
end

while at <= #ARGV do
  local count, latest, indexed = tonumber(ARGV[at]), ARGV[at + 1] == '1', ARGV[at + 2] == '1'
  local starts = {}
  local row, last
  at = at + 3
  for i = 0, count - 1 do
    row, last = at, at + 3 + tonumber(ARGV[at + 3])
    put(KEYS[key + i], row, last, false)
    starts[2 * i + 1], starts[2 * i + 2] = ARGV[row + 1], ARGV[row + 1]
    at = last + 1
  end
  key = key + count
  if latest then
    put(KEYS[key], row, last, true)
    key = key + 1
  end
  if indexed then
    note(KEYS[key], starts)
    key = key + 1
  end
end
return written
