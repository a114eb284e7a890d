-- Appends an entry of many rows to a stream once, however often the same append is sent, and takes out the oldest entries that are
-- not needed any more for the number of rows that is to be kept.
-- KEYS: the stream, the numbers of the last appends by writer. ARGV: time to live in ms, how many rows to keep, the writer, the
-- number of this append, how many rows the entry has, the rows.
local call = redis.call
local last = call('HGET', KEYS[2], ARGV[3])
if last and tonumber(last) >= tonumber(ARGV[4]) then
  return 0
end
local id = call('XADD', KEYS[1], '*', '_rows', ARGV[5], '_data', ARGV[6])
call('HSET', KEYS[2], ARGV[3], ARGV[4])
if call('XLEN', KEYS[1]) == 1 then
  call('HDEL', KEYS[2], '#rows')
end
local rows, keep = call('HINCRBY', KEYS[2], '#rows', ARGV[5]), tonumber(ARGV[2])
while rows > keep do
  local first = call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
  local count = first[2][1] == '_rows' and tonumber(first[2][2]) or 0
  if first[1] == id then
    -- Somebody else has taken rows out.
    call('HSET', KEYS[2], '#rows', ARGV[5])
    break
  end
  if rows - count < keep then
    break
  end
  call('XDEL', KEYS[1], first[1])
  rows = rows - count
  call('HSET', KEYS[2], '#rows', rows)
end
call('PEXPIRE', KEYS[1], ARGV[1])
call('PEXPIRE', KEYS[2], ARGV[1])
return 1
