package dev.freshet.spouts.kafka;

import dev.freshet.core.dead.Reason;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.spouts.source.SourceReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task's share of Kafka topics, assigned by number, not by a group. A poll waits for a millisecond at most, in which the
 * client reads on what is on its way: it reads an answer by the socket buffer, not at once. Partitions that may not be read are
 * paused. Offsets are committed about once a second, without waiting, when everything before them has been processed.
 *
 * <p>While little comes, it asks every few milliseconds only: a batch costs nearly the same however few records it has.
 *
 * <p>A broker that goes away is waited for, and its partitions are not idle meanwhile. What became of a topic that was changed meanwhile is told by
 * {@link TopicChanges}. A record without a value (a tombstone) is passed over and counted.
 */
final class KafkaReader implements SourceReader {
    /** Records without a value. */
    static final String TOMBSTONES = "tombstones";

    private static final long COMMIT_SPACING_MS = 1_000;
    /** Until a partition that is new is read; what comes into it meanwhile may be late. */
    private static final long LOOK_SPACING_MS = 1_000;
    /** A broker answers a fetch after half a second at most, also when there is nothing. */
    private static final long ANSWER_MS = 2_000;
    /** The client's count of fetches that were answered. */
    private static final String ANSWERED = "fetch-total";
    /** With so many records a batch ends where the next would have to be copied because it stands in another array. */
    private static final int WORTH_A_BATCH = 1_000;

    /** How long a poll waits for records. */
    private static final Duration POLL_TIME = Duration.ofMillis(1);

    /** A fetch of fewer records, but of some, is little. */
    private static final int LITTLE = 512;

    private static final long SPACING_OF_LITTLE_MS = 5;

    private static final Duration CLOSE_TIME = Duration.ofSeconds(2);

    private final KafkaInput input;
    private final ReaderContext context;
    private final Consumer<Void, ByteBuffer> consumer;
    private final KafkaTopics topics;
    private final Map<Integer, KafkaShare> shares = new TreeMap<>();
    private final Map<TopicPartition, KafkaShare> byKafka = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> toCommit = new HashMap<>();
    private final LongAdder tombstones;
    private final TopicChanges changes;
    private long lastCommitMs;
    private final @Nullable Metric answered;
    private double lastAnswered;
    private long lastAnswerMs;
    private long nowMs;
    private long lastLookMs;
    private long nextFetchMs = Long.MIN_VALUE;
    private int turn;

    private KafkaReader(KafkaInput input, ReaderContext context, Consumer<Void, ByteBuffer> consumer) {
        this.input = input;
        this.context = context;
        this.consumer = consumer;
        this.changes = new TopicChanges(context, consumer);
        this.topics = new KafkaTopics(input, context, consumer, changes);
        this.tombstones = context.counters().counter(TOMBSTONES);
        this.lastLookMs = context.clock().getAsLong();
        this.lastCommitMs = lastLookMs;
        this.lastAnswerMs = lastLookMs;
        this.nowMs = lastLookMs;
        this.answered = consumer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(ANSWERED)
                        && entry.getKey().tags().size() == 1)
                .<Metric>map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        add(topics.start());
    }

    static SourceReader open(KafkaInput input, ReaderContext context) {
        Consumer<Void, ByteBuffer> consumer = KafkaClient.consumer(input, context);
        try {
            return new KafkaReader(input, context, consumer);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE_TIME));
            throw e;
        }
    }

    @Override
    public List<Integer> partitions() {
        return List.copyOf(shares.keySet());
    }

    @Override
    public boolean bounded() {
        return input.untilEnd();
    }

    @Override
    public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
        KafkaShare share = nextBuffered(open);
        if (share == null) {
            fetch(open);
            share = nextBuffered(open);
        }
        if (share == null) {
            return false;
        }
        turn = share.partition + 1;
        take(share, maxRecords, maxBytes, into);
        return true;
    }

    @Override
    public boolean finished(int partition) {
        KafkaShare share = share(partition);
        if (share.isEmpty() && share.next < share.end) {
            share.next = Math.max(share.next, position(share));
        }
        return share.next >= share.end;
    }

    @Override
    public String name(int partition) {
        KafkaShare share = shares.get(partition);
        return share == null ? "" : share.kafka.topic();
    }

    @Override
    public void processed(int partition, long offset) {
        KafkaShare share = shares.get(partition);
        if (share != null) {
            toCommit.put(share.kafka, new OffsetAndMetadata(offset));
        }
    }

    @Override
    public void seek(int partition, long offset) {
        KafkaShare share = share(partition);
        share.clear();
        share.next = offset;
        consumer.seek(share.kafka, offset);
    }

    @Override
    public long position(int partition) {
        return share(partition).next;
    }

    @Override
    public void restore(SortedMap<Integer, Long> offsets) {
        toCommit.clear();
        for (KafkaShare share : shares.values()) {
            Long offset = offsets.get(share.partition);
            if (offset != null) {
                seek(share.partition, offset);
            } else {
                share.clear();
                share.next = 0;
                consumer.seekToBeginning(List.of(share.kafka));
            }
        }
    }

    @Override
    public boolean answers() {
        return answered == null || nowMs - lastAnswerMs <= ANSWER_MS;
    }

    private void noteAnswers() {
        if (answered != null && answered.metricValue() instanceof Double count && count != lastAnswered) {
            lastAnswered = count;
            lastAnswerMs = nowMs;
        }
    }

    @Override
    public void tick(long nowMs) {
        this.nowMs = nowMs;
        noteAnswers();
        if (nowMs - lastCommitMs >= COMMIT_SPACING_MS && !toCommit.isEmpty()) {
            lastCommitMs = nowMs;
            // A commit that fails is made good by the next, which has the same or later offsets.
            consumer.commitAsync(Map.copyOf(toCommit), (offsets, problem) -> {
                if (problem == null) {
                    offsets.forEach(toCommit::remove);
                }
            });
        }
        if (nowMs - lastLookMs >= LOOK_SPACING_MS) {
            lastLookMs = nowMs;
            Map<TopicPartition, KafkaTopics.Range> added = topics.added(byKafka.keySet());
            changes.added(added.keySet());
            add(added);
        }
    }

    @Override
    public void settle() {
        if (toCommit.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(toCommit, CLOSE_TIME);
            toCommit.clear();
        } catch (KafkaException e) {
            // What is not committed is read again, as after any failure.
            context.counters().counter("commits_failed").increment();
        }
    }

    @Override
    public void close() {
        try {
            settle();
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_TIME));
        }
    }

    private void add(Map<TopicPartition, KafkaTopics.Range> ranges) {
        if (ranges.isEmpty()) {
            return;
        }
        for (Map.Entry<TopicPartition, KafkaTopics.Range> entry : ranges.entrySet()) {
            TopicPartition kafka = entry.getKey();
            KafkaTopics.Range range = entry.getValue();
            KafkaShare share = new KafkaShare(topics.number(kafka), kafka, range.start(), range.end());
            shares.put(share.partition, share);
            byKafka.put(kafka, share);
        }
        consumer.assign(List.copyOf(byKafka.keySet()));
        ranges.forEach((kafka, range) -> consumer.seek(kafka, range.start()));
    }

    private @Nullable KafkaShare nextBuffered(IntPredicate open) {
        KafkaShare first = null;
        for (KafkaShare share : shares.values()) {
            if (!share.isEmpty() && open.test(share.partition)) {
                if (share.partition >= turn) {
                    return share;
                }
                first = first == null ? share : first;
            }
        }
        return first;
    }

    private void fetch(IntPredicate open) {
        long nowMs = context.clock().getAsLong();
        if (shares.isEmpty() || nowMs < nextFetchMs) {
            return;
        }
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (KafkaShare share : shares.values()) {
            boolean hold = share.next >= share.end || !share.isEmpty() || !open.test(share.partition);
            if (hold != share.paused) {
                (hold ? pause : resume).add(share.kafka);
                share.paused = hold;
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
        try {
            ConsumerRecords<Void, ByteBuffer> records = consumer.poll(POLL_TIME);
            boolean little = !records.isEmpty() && records.count() < LITTLE;
            nextFetchMs = little ? nowMs + SPACING_OF_LITTLE_MS : nowMs;
            for (TopicPartition kafka : records.partitions()) {
                KafkaShare share = byKafka.get(kafka);
                if (share != null) {
                    buffer(share, records.records(kafka));
                }
            }
        } catch (InterruptException e) {
            throw e;
        } catch (OffsetOutOfRangeException e) {
            goOn(e);
        } catch (KafkaException e) {
            if (!(e instanceof RetriableException)) {
                throw new SourceFailure(
                        "Kafka at " + input.brokers() + " cannot be read: " + KafkaClient.words(e, input));
            }
        }
    }

    /** Goes on where there is something, in partitions that have nothing any more where they were to be read. */
    private void goOn(OffsetOutOfRangeException outOfRange) {
        changes.goOn(outOfRange).forEach((kafka, place) -> {
            KafkaShare share = byKafka.get(kafka);
            if (share != null) {
                share.clear();
                share.goOn(place.next(), place.end());
                consumer.seek(kafka, place.next());
            }
        });
    }

    private static void buffer(KafkaShare share, List<ConsumerRecord<Void, ByteBuffer>> records) {
        int count = records.size();
        while (count > 0 && records.get(count - 1).offset() >= share.end) {
            count--;
        }
        share.fetched = records.subList(0, count);
        share.taken = 0;
        if (!records.isEmpty() && count == 0) {
            share.next = share.end;
        }
    }

    private void take(KafkaShare share, int maxRecords, int maxBytes, Intake into) {
        into.begin(share.partition, share.fetched.get(share.taken).offset());
        while (!share.isEmpty() && into.read() < maxRecords && into.records().sizeBytes() < maxBytes) {
            ConsumerRecord<Void, ByteBuffer> record = share.fetched.get(share.taken);
            if (into.records().count() >= WORTH_A_BATCH && !fits(record, into)) {
                break;
            }
            share.taken++;
            take(record, into);
            share.next = record.offset() + 1;
        }
        if (share.isEmpty()) {
            share.clear();
            share.next = Math.min(share.end, Math.max(share.next, position(share)));
        }
        into.end(share.next);
    }

    private static boolean fits(ConsumerRecord<Void, ByteBuffer> record, Intake into) {
        @Nullable ByteBuffer value = record.value();
        return value == null || !value.hasArray() || into.records().fits(value.array());
    }

    private void take(ConsumerRecord<Void, ByteBuffer> record, Intake into) {
        @Nullable ByteBuffer value = record.value();
        if (value == null) {
            tombstones.increment();
            into.skip();
            return;
        }
        int length = value.remaining();
        if (value.hasArray() && length <= context.maxRecordBytes()) {
            int from = value.arrayOffset() + value.position();
            into.records().addInPlace(value.array(), from, from + length, record.offset());
            return;
        }
        byte[] bytes = new byte[length];
        value.get(bytes);
        if (length > context.maxRecordBytes()) {
            String detail = "the record has " + length + " bytes, more than " + context.maxRecordBytes();
            into.reject(Reason.TOO_LARGE, detail, record.offset(), bytes, 0, length);
        } else {
            into.records().add(bytes, 0, length, record.offset());
        }
    }

    /** Where the consumer is: behind the markers of transactions too, which are no records. */
    private long position(KafkaShare share) {
        try {
            return consumer.position(share.kafka, Duration.ZERO);
        } catch (TimeoutException e) {
            return share.next;
        }
    }

    private KafkaShare share(int partition) {
        KafkaShare share = shares.get(partition);
        if (share == null) {
            throw new IllegalArgumentException("partition " + partition + " is not read by this task");
        }
        return share;
    }
}
