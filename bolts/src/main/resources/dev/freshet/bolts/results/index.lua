-- Notes windows in the indexes of their keys, and takes out the oldest ones that have expired: as many as come in, and
-- a few more, so that an index cannot outgrow its windows.
-- KEYS: the indexes. ARGV: time to live in ms; then for each index the number of starts, and the starts.
local ttl = ARGV[1]
local at = 2
for i = 1, #KEYS do
  local count = tonumber(ARGV[at])
  for j = at + 1, at + count do
    redis.call('ZADD', KEYS[i], ARGV[j], ARGV[j])
  end
  redis.call('PEXPIRE', KEYS[i], ttl)
  local windows = string.sub(KEYS[i], 1, -6) .. 'w:'
  for _, start in ipairs(redis.call('ZRANGE', KEYS[i], 0, count + 4)) do
    if redis.call('EXISTS', windows .. start) == 0 then
      redis.call('ZREM', KEYS[i], start)
    end
  end
  at = at + count + 1
end
return at
