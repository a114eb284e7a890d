package dev.freshet.bench.ysb;

import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/**
 * Which campaign an ad is of, in Redis: a STRING an ad. Ads are the pages of the events; a hundred campaigns have them in turn.
 */
public final class CampaignTable {
    private static final int CAMPAIGNS = 100;
    private static final String PREFIX = "ysb:campaign:";
    private static final int COMMANDS = 1_000;

    private CampaignTable() {}

    /** The key of an ad. */
    public static String key(String ad) {
        return PREFIX + ad;
    }

    /** The campaign of an ad, {@code c0000034} of {@code p0001234}. */
    public static String campaign(String ad) {
        return String.format("c%07d", Integer.parseInt(ad.substring(1)) % CAMPAIGNS);
    }

    /** Writes the table. */
    public static void fill(String redisUrl, int ads) {
        try (RedisClient client = RedisClient.create(redisUrl);
                AbstractPipeline pipeline = client.pipelined()) {
            for (int i = 0; i < ads; i++) {
                String ad = String.format("p%07d", i);
                pipeline.set(key(ad), campaign(ad));
                if (i % COMMANDS == 0) {
                    pipeline.sync();
                }
            }
            pipeline.sync();
        }
    }
}
