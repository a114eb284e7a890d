package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochSpec;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters to the job's {@code :dead} stream: what could not be used, why, and where it came from. The stream
 * keeps the newest; {@code letters} and {@code letters.<reason>} on the board count them all.
 */
public class DeadLetterBolt extends PipelinedBolt<Call> {
    /** About how many letters are kept unless said otherwise. */
    public static final long DEFAULT_MAX_LETTERS = 10_000;
    /** Counter: letters, by reason behind a dot. */
    public static final String LETTERS = "letters";

    private final String job;
    private final long maxLetters;
    private final long retainMs;
    private final @Nullable EpochSpec epochs;

    /** Keeps about {@link #DEFAULT_MAX_LETTERS} for {@link ResultSpec#DEFAULT_RETAIN_MS}. */
    public DeadLetterBolt(RedisConfig redis, String job, JobBoardFactory board) {
        this(redis, job, DEFAULT_MAX_LETTERS, Duration.ofMillis(ResultSpec.DEFAULT_RETAIN_MS), board);
    }

    /**
     * @param maxLetters about how many letters are kept
     * @param retain for how long after the last one
     */
    public DeadLetterBolt(RedisConfig redis, String job, long maxLetters, Duration retain, JobBoardFactory board) {
        this(redis, job, maxLetters, retain, board, null);
    }

    /**
     * @param epochs the job's epochs; null where it has none
     */
    public DeadLetterBolt(
            RedisConfig redis,
            String job,
            long maxLetters,
            Duration retain,
            JobBoardFactory board,
            @Nullable EpochSpec epochs) {
        super(RedisOutlet.of(redis), SinkSpec.DEFAULT_FLUSH_ROWS, SinkSpec.DEFAULT_FLUSH_MS, board, MillisClock.SYSTEM);
        if (maxLetters < 1 || retain.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "dead letters must be kept (at most " + maxLetters + ", for " + retain + ")");
        }
        this.job = job;
        this.maxLetters = maxLetters;
        this.retainMs = retain.toMillis();
        this.epochs = epochs;
    }

    @Override
    protected @Nullable EpochSpec epochs() {
        return epochs;
    }

    @Override
    protected String counted() {
        return LETTERS;
    }

    @Override
    protected Encoder<Call> encoder(TopologyContext context, Counters counters) {
        LogStream log = new EntryLog(ResultKeys.dead(job), DeadLetters.SCHEMA, retainMs, maxLetters, false);
        ResultEncoder<Call> encoder = epochs == null
                ? new LogEncoder(log, UUID.randomUUID().toString())
                : new HeldLogEncoder(log, context.getThisTaskIndex());
        return new Letters(encoder, context, counters);
    }

    private static final class Letters extends EpochEncoder<Call> {
        private final ResultEncoder<Call> log;
        private final Counters counters;

        Letters(ResultEncoder<Call> log, TopologyContext context, Counters counters) {
            super(Map.of("dead", log), 0, context);
            this.log = log;
            this.counters = counters;
        }

        @Override
        int addNew(Tuple tuple) {
            Batch letters = Tuples.batch(tuple);
            count(letters, counters);
            return log.add(letters, 0);
        }
    }

    private static void count(Batch letters, Counters counters) {
        BytesColumn reasons = letters.bytes(letters.schema().requireIndex(DeadLetters.REASON));
        for (int i = 0; i < letters.size(); i++) {
            counters.counter(LETTERS + "." + reasons.text(letters.row(i))).increment();
        }
    }
}
