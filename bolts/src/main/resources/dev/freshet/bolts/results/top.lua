-- Replaces a leaderboard unless it is of a later generation or revision.
-- KEYS: the leaderboard, its whole rows, the index of leaderboards. ARGV: time to live in ms, generation, window start or end, whichever its name has,
-- revision, window end, kind, window start, the number of rows; then for each row score, member, rank, the row as JSON.
local ttl = ARGV[1]
local old = redis.call('HMGET', KEYS[2], '_gen', '_rev')
if old[1] then
  local gen, rev = tonumber(old[1]), tonumber(old[2])
  if gen > tonumber(ARGV[2]) or (gen == tonumber(ARGV[2]) and rev > tonumber(ARGV[4])) then
    return 0
  end
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[2], '_gen', ARGV[2], '_start', ARGV[7], '_rev', ARGV[4], '_end', ARGV[5], '_kind', ARGV[6])
for i = 0, tonumber(ARGV[8]) - 1 do
  local at = 9 + 4 * i
  redis.call('ZADD', KEYS[1], ARGV[at], ARGV[at + 1])
  redis.call('HSET', KEYS[2], ARGV[at + 2], ARGV[at + 3])
end
redis.call('PEXPIRE', KEYS[1], ttl)
redis.call('PEXPIRE', KEYS[2], ttl)
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[3])
redis.call('PEXPIRE', KEYS[3], ttl)
local boards = string.sub(KEYS[1], 1, -1 - string.len(ARGV[3]))
for _, start in ipairs(redis.call('ZRANGE', KEYS[3], 0, 5)) do
  if redis.call('EXISTS', boards .. start .. ':rows') == 0 then
    redis.call('ZREM', KEYS[3], start)
  end
end
return 1
