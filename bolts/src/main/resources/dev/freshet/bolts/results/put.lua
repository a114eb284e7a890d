-- Replaces hashes unless they hold something newer: a later generation, else a later window, else a later revision.
-- KEYS: the hashes. ARGV: time to live in ms; then for each hash generation, window start, revision, the number of fields,
-- and the fields with their values.
local ttl = ARGV[1]
local at = 2
local written = 0
for i = 1, #KEYS do
  local new = { tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]) }
  local last = at + 3 + 2 * tonumber(ARGV[at + 3])
  local old = redis.call('HMGET', KEYS[i], '_gen', '_start', '_rev')
  local newer = true
  if old[1] then
    for j = 1, 3 do
      local before = tonumber(old[j]) or 0
      if before ~= new[j] then
        newer = new[j] > before
        break
      end
    end
    if newer then
      redis.call('DEL', KEYS[i])
    end
  end
  if newer then
    redis.call('HSET', KEYS[i], unpack(ARGV, at + 4, last))
    redis.call('PEXPIRE', KEYS[i], ttl)
    written = written + 1
  end
  at = last + 1
end
return written
