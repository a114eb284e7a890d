package dev.freshet.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Source tasks that send, replay, and restart while tuples of theirs are still under way, in any order, against a model that
 * never forgets: each tuple counts exactly once, and the filter keeps no more than what may come again.
 */
class ReplayFilterFuzz {
    private static final int RUNS = Integer.getInteger("freshet.fuzz.runs", 300);
    private static final List<String> STREAMS = List.of("rows", "dead");

    private record Sent(String stream, Delivery delivery) {}

    private record Id(String stream, long incarnation, long sequence, int part) {
        static Id of(Sent sent) {
            Delivery delivery = sent.delivery();
            return new Id(sent.stream(), delivery.incarnation(), delivery.sequence(), delivery.part());
        }
    }

    /** A source task as far as deliveries go. */
    private static final class Source {
        final Map<Long, Set<Id>> unacked = new TreeMap<>();
        final long incarnation;
        long sequence;

        Source(long incarnation) {
            this.incarnation = incarnation;
        }

        long ackedBelow() {
            return unacked.isEmpty()
                    ? sequence + 1
                    : unacked.keySet().iterator().next();
        }

        List<Sent> batch(Random random) {
            sequence++;
            List<Sent> sent = new ArrayList<>();
            int parts = 1 + random.nextInt(4);
            Set<Id> ids = new HashSet<>();
            unacked.put(sequence, ids);
            for (int part = 0; part < parts; part++) {
                String stream = STREAMS.get(random.nextInt(STREAMS.size()));
                sent.add(again(new Id(stream, incarnation, sequence, part)));
                ids.add(Id.of(sent.get(part)));
            }
            return sent;
        }

        Sent again(Id id) {
            return new Sent(id.stream(), new Delivery(id.incarnation(), 0, 0, id.sequence(), id.part(), ackedBelow()));
        }

        List<Id> waiting() {
            return unacked.values().stream().flatMap(Set::stream).toList();
        }

        void acked(Id id) {
            Set<Id> left = unacked.getOrDefault(id.sequence(), new HashSet<>());
            left.remove(id);
            if (left.isEmpty()) {
                unacked.remove(id.sequence());
            }
        }
    }

    @Test
    void everyTupleCountsOnce() {
        for (long seed = 1; seed <= RUNS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        Random random = new Random(seed);
        ReplayFilter filter = new ReplayFilter();
        Map<Integer, Source> sources = new HashMap<>();
        List<Sent> underWay = new ArrayList<>();
        Set<Id> taken = new HashSet<>();
        Map<Long, Long> heard = new HashMap<>();
        for (int step = 0; step < 600; step++) {
            int task = random.nextInt(3);
            Source source = sources.computeIfAbsent(task, unused -> new Source(random.nextLong()));
            switch (random.nextInt(10)) {
                case 0 -> {
                    if (random.nextInt(5) == 0) {
                        sources.put(task, new Source(random.nextLong()));
                    }
                }
                case 1, 2, 3 -> underWay.addAll(source.batch(random));
                case 4 ->
                    source.waiting().stream()
                            .filter(id -> random.nextInt(3) == 0)
                            .forEach(id -> underWay.add(source.again(id)));
                case 5 -> {
                    if (!underWay.isEmpty()) {
                        underWay.remove(random.nextInt(underWay.size()));
                    }
                }
                default -> {
                    if (!underWay.isEmpty()) {
                        Sent sent = underWay.remove(random.nextInt(underWay.size()));
                        deliver(filter, sent, taken, heard, sources, random, seed);
                    }
                }
            }
        }
    }

    private static void deliver(
            ReplayFilter filter,
            Sent sent,
            Set<Id> taken,
            Map<Long, Long> heard,
            Map<Integer, Source> sources,
            Random random,
            long seed) {
        Id id = Id.of(sent);
        assertThat(filter.firstTime(sent.stream(), sent.delivery()))
                .as("seed %d: %s", seed, sent)
                .isEqualTo(taken.add(id));
        heard.merge(id.incarnation(), sent.delivery().ackedBelow(), Math::max);
        long mayComeAgain = taken.stream()
                .filter(one -> one.sequence() >= heard.getOrDefault(one.incarnation(), 0L))
                .count();
        assertThat(filter.size()).as("seed %d: what is kept", seed).isEqualTo((int) mayComeAgain);
        boolean ackIsLost = random.nextInt(5) == 0;
        for (Source source : sources.values()) {
            if (source.incarnation == id.incarnation() && !ackIsLost) {
                source.acked(id);
            }
        }
    }

    @Test
    void resultsAreNeverHeldBack() {
        ReplayFilter filter = new ReplayFilter();
        Delivery result = Delivery.result();
        assertThat(filter.firstTime("rows", result)).isTrue();
        assertThat(filter.firstTime("rows", result)).isTrue();
        assertThat(filter.size()).isZero();
    }

    @Test
    void incarnationsOfLongAgoAreForgotten() {
        ReplayFilter filter = new ReplayFilter();
        for (long incarnation = 1; incarnation <= 3_000; incarnation++) {
            filter.firstTime("rows", new Delivery(incarnation, 0, 0, 1, 0, 1));
        }
        assertThat(filter.size()).isEqualTo(1024);
        assertThat(filter.firstTime("rows", new Delivery(3_000, 0, 0, 1, 0, 1))).isFalse();
    }
}
