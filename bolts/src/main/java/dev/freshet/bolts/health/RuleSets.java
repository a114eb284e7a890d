package dev.freshet.bolts.health;

import dev.freshet.bolts.redis.RedisClients;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.rule.RuleSetCodec;
import dev.freshet.core.schema.Schema;
import redis.clients.jedis.UnifiedJedis;

/** Hands rule sets to a job that runs, or is yet to run. */
public final class RuleSets {
    private RuleSets() {}

    /**
     * Hands a set over; the tasks take it before one of their next batches.
     *
     * @param name the rules' name in the plan, or their shadow's
     * @param schema the rows that the rules see
     * @return false if it is the one that was handed over last
     * @throws IllegalArgumentException where its version is not above that of the one that was handed over last
     * @throws RuntimeException of Jedis if Redis does not answer
     */
    public static boolean push(RedisConfig redis, String job, String name, RuleSet set, Schema schema) {
        byte[] content = RuleSetCodec.encode(set);
        try (UnifiedJedis client = RedisClients.open(redis, "freshet-rules", 1)) {
            byte[] before = Deliveries.read(client, job, name);
            if (before != null && !set.replaces(inUse(before, schema))) {
                return false;
            }
            if (!Deliveries.put(client, job, name, before, content)) {
                throw new IllegalArgumentException("somebody else has pushed rules just now; look, and push again");
            }
            return true;
        }
    }

    /** What was handed over, so far as it is of use: a set that the job cannot take stands in nobody's way. */
    private static RuleSet inUse(byte[] before, Schema schema) {
        try {
            return RuleSetCodec.decode(before, schema);
        } catch (IllegalArgumentException e) {
            return RuleSet.NONE;
        }
    }
}
