-- Appends entries to a stream once, however often the same append is sent.
-- KEYS: the stream, the numbers of the last appends by writer. ARGV: time to live in ms, about how many entries to keep, the
-- writer, the number of this append, the number of entries; then for each entry the number of fields, and the fields with
-- their values.
local last = redis.call('HGET', KEYS[2], ARGV[3])
if last and tonumber(last) >= tonumber(ARGV[4]) then
  return 0
end
local at = 6
for _ = 1, tonumber(ARGV[5]) do
  local to = at + 2 * tonumber(ARGV[at])
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', unpack(ARGV, at + 1, to))
  at = to + 1
end
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return 1
