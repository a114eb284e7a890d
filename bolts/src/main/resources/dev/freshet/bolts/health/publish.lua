-- Sets and clears fields of a job's board, unless a later run has begun. Answers 0 then, 2 if there was no board, else 1.
-- KEYS: the board. ARGV: the number of the run, time to live in ms; then fields with their values, "" to clear.
local run = redis.call('HGET', KEYS[1], 'run')
if run and tonumber(run) > tonumber(ARGV[1]) then
  return 0
end
local set = { 'run', ARGV[1] }
for i = 3, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    set[#set + 1] = ARGV[i]
    set[#set + 1] = ARGV[i + 1]
    if #set >= 1000 then
      redis.call('HSET', KEYS[1], unpack(set))
      set = { 'run', ARGV[1] }
    end
  end
end
redis.call('HSET', KEYS[1], unpack(set))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return run and 1 or 2
