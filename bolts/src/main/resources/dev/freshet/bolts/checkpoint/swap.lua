-- Replaces a record if its version is the expected one; 0 where there is none. Answers 1 if it did, else 0.
-- KEYS: the record. ARGV: the expected version, the next one, the record's bytes, its stamp.
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'value', ARGV[3], 'stamp', ARGV[4])
return 1
