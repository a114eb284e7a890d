package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;

/** Says in Redis which jobs there are, and what their results look like. To be repeated now and then: it expires. */
final class Descriptions {
    /** Longer than what it describes, so that nothing stands there undescribed. */
    private static final long LONGER_MS = Duration.ofDays(7).toMillis();

    private static final long JOBS_MS = Duration.ofDays(30).toMillis();

    private Descriptions() {}

    /**
     * @param metas JSON by result
     * @param retainMs how long the results are kept, milliseconds
     */
    static List<Call> calls(String job, Map<String, String> metas, long retainMs) {
        List<Call> calls = new ArrayList<>();
        metas.forEach((result, json) -> calls.add(Call.of(Command.HSET, ResultKeys.meta(job), result, json)));
        calls.add(Call.of(Command.PEXPIRE, ResultKeys.meta(job), retainMs + LONGER_MS));
        calls.add(Call.of(Command.SADD, ResultKeys.JOBS, job));
        calls.add(Call.of(Command.PEXPIRE, ResultKeys.JOBS, Math.max(JOBS_MS, retainMs + LONGER_MS)));
        return calls;
    }
}
