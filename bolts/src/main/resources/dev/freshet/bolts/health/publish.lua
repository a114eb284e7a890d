-- Sets and clears fields of a job's board, unless a later run has begun.
-- KEYS: the board. ARGV: the number of the run, time to live in ms; then fields with their values, "" to clear.
local run = redis.call('HGET', KEYS[1], 'run')
if run and tonumber(run) > tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'run', ARGV[1])
for i = 3, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
