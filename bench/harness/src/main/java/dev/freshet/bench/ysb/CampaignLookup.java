package dev.freshet.bench.ysb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/**
 * Looks campaigns up as one writes it by hand: asks Redis for an ad when it first comes, and remembers the answer for the run.
 * Not thread-safe: one a task.
 */
public final class CampaignLookup implements AutoCloseable {
    private final RedisClient client;
    private final Map<String, String> byText = new HashMap<>();
    private final Map<Long, Long> byWord = new HashMap<>();

    public CampaignLookup(String redisUrl) {
        client = RedisClient.create(redisUrl);
    }

    /** The campaign of an ad. */
    public String campaign(String ad) {
        String known = byText.get(ad);
        if (known == null) {
            known = fetch(ad);
            byText.put(ad, known);
        }
        return known;
    }

    /** The same of the eight characters of an ad as a number, the first one highest. */
    public long campaign(long ad) {
        Long known = byWord.get(ad);
        if (known == null) {
            byte[] text = ByteBuffer.allocate(Long.BYTES).putLong(ad).array();
            byte[] campaign = fetch(new String(text, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
            known = ByteBuffer.wrap(campaign).getLong();
            byWord.put(ad, known);
        }
        return known;
    }

    private String fetch(String ad) {
        String campaign = client.get(CampaignTable.key(ad));
        if (campaign == null) {
            throw new IllegalStateException("no campaign has the ad " + ad);
        }
        return campaign;
    }

    @Override
    public void close() {
        client.close();
    }
}
