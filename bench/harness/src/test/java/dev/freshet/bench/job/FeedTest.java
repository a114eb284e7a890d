package dev.freshet.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final long EVENTS = 300_001;
    private static final Pattern TS = Pattern.compile("\"ts\":(\\d{13}),");
    private static final JobParameters VIEWS = JobParameters.of(JobName.VIEWS);
    private static final EventPool POOL = new EventPool(VIEWS);

    @Test
    void sharesTogetherAreTheSameEventsHoweverManyThereAre() {
        List<String> whole = records(POOL, 1, EVENTS);
        List<String> shared = records(POOL, 3, EVENTS);
        assertThat(whole).hasSize((int) EVENTS);
        assertThat(shared.stream().sorted().toList())
                .isEqualTo(whole.stream().sorted().toList());
    }

    @Test
    void recordsHaveTheSizeThatTheJobsSay() {
        assertThat(POOL.meanBytes()).isBetween(170.0, 178.0);
    }

    @Test
    void timesAreOutOfOrderByLessThanTheBound() {
        for (int share = 0; share < 2; share++) {
            long newest = Long.MIN_VALUE;
            long worst = 0;
            for (String record : records(POOL, share, 2, EVENTS)) {
                long time = time(record);
                newest = Math.max(newest, time);
                worst = Math.max(worst, newest - time);
            }
            assertThat(worst).isBetween(VIEWS.disorderMs() / 2, VIEWS.disorderMs() - 1);
        }
    }

    @Test
    void aShareIsReadAgainFromAnyPlace() {
        Feed feed = feed(POOL, 1, 2, EVENTS, Pacing.NONE, 0);
        List<String> first = drain(feed);
        feed.seek(70_000);
        assertThat(drain(feed)).isEqualTo(first.subList(70_000, first.size()));
    }

    @Test
    void manyKeysAreNotThoseOfOnePassAgainAndAgain() {
        EventPool many = new EventPool(VIEWS.withKeys(10_000_000));
        long pages = records(many, 1, 2L * many.records()).stream()
                .map(record -> record.substring(record.indexOf("\"page\"") + 8, record.indexOf("\"page\"") + 16))
                .distinct()
                .count();
        long onePass = records(many, 1, many.records()).stream()
                .map(record -> record.substring(record.indexOf("\"page\"") + 8, record.indexOf("\"page\"") + 16))
                .distinct()
                .count();
        assertThat(pages).isGreaterThan(onePass * 3 / 2);
    }

    @Test
    void eventsAtARateComeIntoBeingOneAfterTheOther() {
        AtomicLong now = new AtomicLong(1_000);
        Feed feed = new Feed(POOL, 0, 1, EVENTS, new Pacing(2_000, 1_000), now::get);
        Block block = new Block();
        assertThat(feed.next(block, 100)).isZero();
        now.addAndGet(10);
        assertThat(feed.next(block, 100)).isEqualTo(20);
        assertThat(feed.next(block, 100)).isZero();
        assertThat(feed.timeMs(20)).isEqualTo(1_010);
    }

    private static List<String> records(EventPool pool, int shares, long events) {
        List<String> all = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            all.addAll(records(pool, share, shares, events));
        }
        return all;
    }

    private static List<String> records(EventPool pool, int share, int shares, long events) {
        return drain(feed(pool, share, shares, events, Pacing.NONE, 0));
    }

    private static Feed feed(EventPool pool, int share, int shares, long events, Pacing pacing, long nowMs) {
        return new Feed(pool, share, shares, events, pacing, () -> nowMs);
    }

    private static List<String> drain(Feed feed) {
        List<String> records = new ArrayList<>();
        Block block = new Block();
        while (!feed.finished()) {
            int taken = feed.next(block, 1_000);
            for (int i = 0; i < taken; i++) {
                records.add(new String(block.data(), block.from(i), block.length(i), StandardCharsets.US_ASCII));
            }
        }
        return records;
    }

    private static long time(String record) {
        Matcher matcher = TS.matcher(record);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
