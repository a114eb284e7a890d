package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Directories;
import dev.freshet.services.storm.CommandResult;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.export.Exporter;
import dev.freshet.topologies.job.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Feeds a known stream into the network application on a real cluster, does it harm meanwhile, and compares what is in Redis at the end
 * with what the input alone says.
 */
final class ChaosRun {
    private static final String JOB = "chaos";
    private static final List<String> RESULTS =
            List.of("host_minute", "protocol_rolling", "subnet_minute", "talkers_top");
    private static final long START_MS = 240_000;
    private static final long RECOVERY_MS = 300_000;
    private static final long DRAIN_MS = 300_000;
    /** What a fault leaves must have shown before the stream ends. */
    private static final long TAIL_MS = 15_000;

    private static final int LONGEST = 3;

    private final Plan plan;
    private final Consumer<String> progress;
    private final BooleanSupplier interrupted;

    /**
     * What is to be done.
     *
     * @param events how long the stream is; longer if each fault has not come often enough by then
     * @param perSecond events a second, also of event time
     * @param times how often each fault comes at least, within {@value #LONGEST} times the events
     * @param checkpoints whether the job keeps epochs
     */
    record Plan(
            long events,
            long perSecond,
            List<ChaosFault> faults,
            int times,
            long seed,
            boolean checkpoints,
            int workers) {
        long mostEvents() {
            return times == 0 ? events : LONGEST * events;
        }
    }

    /**
     * What came of it.
     *
     * @param recoverySeconds by fault, from its begin to the first epoch triggered and complete after its end; none without epochs
     */
    record Report(
            long eventsIn,
            Map<ChaosFault, List<Double>> recoverySeconds,
            Map<ChaosFault, Integer> faults,
            Map<String, ChaosVerdict> results) {
        /** What was done that the job is not promised to survive. */
        List<ChaosFault> notSurvived() {
            return faults.keySet().stream().filter(fault -> !fault.isSurvived()).toList();
        }

        boolean isRight() {
            return results.values().stream().allMatch(ChaosVerdict::isRight);
        }
    }

    ChaosRun(Plan plan, Consumer<String> progress, BooleanSupplier interrupted) {
        this.plan = plan;
        this.progress = progress;
        this.interrupted = interrupted;
    }

    Report run() {
        try (ChaosServers servers = new ChaosServers(ChaosServers.slots(plan.faults, plan.workers), progress)) {
            servers.createTopic();
            submit(servers);
            try (EpochStore store =
                    Checkpoints.store("redis", servers.redis.url(), JOB).open()) {
                awaitBegin(servers, store);
                try (ChaosFeed feed = new ChaosFeed(
                        servers.kafka.bootstrapServers(),
                        ChaosServers.TOPIC,
                        ChaosServers.PARTITIONS,
                        records(plan.mostEvents()),
                        plan.perSecond)) {
                    return run(servers, store, feed);
                }
            }
        } catch (ServiceException e) {
            throw CliException.failed(String.valueOf(e.getMessage()));
        }
    }

    private Report run(ChaosServers servers, EpochStore store, ChaosFeed feed) {
        Map<ChaosFault, List<Double>> recovery = new EnumMap<>(ChaosFault.class);
        Map<ChaosFault, Integer> count = new EnumMap<>(ChaosFault.class);
        harm(servers, store, feed, recovery, count);
        feed.endAt(Math.max(plan.events, feed.written() + TAIL_MS * plan.perSecond / 1000));
        awaitFed(feed);
        drain(servers);
        return new Report(feed.written(), recovery, count, compare(servers, feed.written()));
    }

    private void submit(ChaosServers servers) {
        progress.accept("submitting the network application with " + plan.workers + " workers");
        List<String> arguments = List.of(
                "network",
                "--name",
                JOB,
                "--kafka",
                servers.kafka.bootstrapServers(),
                "--topic",
                "flows=" + ChaosServers.TOPIC,
                "--workers",
                Integer.toString(plan.workers),
                "-D",
                "checkpoint.interval=" + (plan.checkpoints ? "1s" : "0"));
        CommandResult result = servers.storm.submit(
                TopologyJar.path(), TopologyJar.MAIN, arguments, Map.of("FRESHET_REDIS_URL", servers.redis.url()));
        if (!result.succeeded()) {
            throw CliException.failed("the cluster did not take the job: " + result.output() + result.errors());
        }
    }

    private Iterator<byte[]> records(long events) {
        return FlowRecords.generate(
                Settings.defaults()
                        .with(Keys.NETWORK_SEED.name(), Long.toString(plan.seed))
                        .with(Keys.NETWORK_RATE.name(), Long.toString(plan.perSecond)),
                events);
    }

    private void awaitBegin(ChaosServers servers, EpochStore store) {
        progress.accept("waiting until the job works");
        long until = System.currentTimeMillis() + START_MS;
        while (plan.checkpoints ? latest(store) == 0 : !works(servers)) {
            pauseUntil(until, "the job has not begun within " + START_MS / 1000 + " s");
        }
    }

    private void harm(
            ChaosServers servers,
            EpochStore store,
            ChaosFeed feed,
            Map<ChaosFault, List<Double>> recovery,
            Map<ChaosFault, Integer> count) {
        Random random = new Random(plan.seed);
        List<ChaosFault> round = new ArrayList<>();
        while (feed.isRunning()
                && (left(feed) > TAIL_MS || !isEnough(count))
                && !interrupted.getAsBoolean()
                && !plan.faults.isEmpty()) {
            if (round.isEmpty()) {
                // Each kind as often as any other, in another order every time.
                round.addAll(plan.faults);
                java.util.Collections.shuffle(round, random);
            }
            ChaosFault fault = round.remove(round.size() - 1);
            Arguments.pause(1_000 + random.nextInt(3_000));
            long begun = System.currentTimeMillis();
            progress.accept(fault + ", with " + fed(feed.written()));
            servers.inflict(fault, random, () -> awaitSuccessors(servers, store, begun));
            count.merge(fault, 1, Integer::sum);
            if (plan.checkpoints) {
                double seconds = recovered(servers, store, begun);
                recovery.computeIfAbsent(fault, unused -> new ArrayList<>()).add(seconds);
                progress.accept(String.format("%s: an epoch is complete after %.1f s", fault, seconds));
            } else {
                Arguments.pause(15_000);
                startEnded(servers);
            }
        }
    }

    /** Daemons that end themselves are started again, as whoever runs Storm does. */
    private void startEnded(ChaosServers servers) {
        servers.startEnded().forEach(name -> progress.accept(name + " had ended by itself, and was started again"));
    }

    /** The stream goes on while faults last: there may be more of it than was planned. */
    private String fed(long written) {
        return written <= plan.events
                ? String.format("%,d of %,d events fed", written, plan.events)
                : String.format("%,d events fed, %,d more than planned", written, written - plan.events);
    }

    private void awaitSuccessors(ChaosServers servers, EpochStore store, long begun) {
        if (plan.checkpoints) {
            recovered(servers, store, begun);
        } else {
            Arguments.pause(60_000);
        }
    }

    private boolean isEnough(Map<ChaosFault, Integer> count) {
        return plan.faults.stream().allMatch(fault -> count.getOrDefault(fault, 0) >= plan.times);
    }

    private long left(ChaosFeed feed) {
        return (plan.events - feed.written()) * 1000 / plan.perSecond;
    }

    /** Waits for an epoch that was triggered after now. */
    private double recovered(ChaosServers servers, EpochStore store, long begun) {
        long after = -1;
        long until = System.currentTimeMillis() + RECOVERY_MS;
        while (true) {
            long latest = latest(store);
            if (after < 0 && latest > 0) {
                // The one under way may have been triggered before.
                after = latest + 1;
            }
            if (after >= 0 && latest > after) {
                return (System.currentTimeMillis() - begun) / 1000.0;
            }
            startEnded(servers);
            pauseUntil(until, "no epoch was complete within " + RECOVERY_MS / 1000 + " s after a fault");
        }
    }

    private void pauseUntil(long untilMs, String otherwise) {
        if (interrupted.getAsBoolean()) {
            throw CliException.failed("interrupted");
        }
        if (System.currentTimeMillis() > untilMs) {
            throw CliException.failed(otherwise);
        }
        Arguments.pause(50);
    }

    private static long latest(EpochStore store) {
        try {
            byte[] value = store.read().value();
            return value == null ? 0 : EpochRecord.fromBytes(value).latest();
        } catch (StoreException e) {
            return 0;
        }
    }

    private static boolean works(ChaosServers servers) {
        try (ResultReader reader = ResultReader.open(RedisConfig.parse(servers.redis.url()))) {
            return !reader.health(JOB).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static long eventsIn(ChaosServers servers) {
        try (ResultReader reader = ResultReader.open(RedisConfig.parse(servers.redis.url()))) {
            return JobProgress.read(reader, JOB).eventsIn();
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private void awaitFed(ChaosFeed feed) {
        progress.accept("waiting for the end of the stream");
        while (feed.isRunning()) {
            pauseUntil(Long.MAX_VALUE, "");
        }
        feed.requireWritten();
    }

    /** Waits until nothing more is counted, and has the job write what is open. */
    private void drain(ChaosServers servers) {
        progress.accept("waiting until everything is read");
        long until = System.currentTimeMillis() + DRAIN_MS;
        long before = -1;
        long since = System.currentTimeMillis();
        while (System.currentTimeMillis() - since < 12_000) {
            long now = eventsIn(servers);
            if (now != before) {
                before = now;
                since = System.currentTimeMillis();
            }
            pauseUntil(until, "the job still reads after " + DRAIN_MS / 1000 + " s");
        }
        progress.accept("closing the windows");
        try (ResultReader reader = ResultReader.open(RedisConfig.parse(servers.redis.url()))) {
            reader.requestDrain(JOB);
            until = System.currentTimeMillis() + DRAIN_MS;
            while (JobProgress.read(reader, JOB).finishedSources() < ChaosServers.PARTITIONS) {
                pauseUntil(until, "the job has not finished within " + DRAIN_MS / 1000 + " s");
            }
        }
    }

    private Map<String, ChaosVerdict> compare(ChaosServers servers, long events) {
        progress.accept("counting the input again");
        Recount recount = NetworkRecount.flows(records(events), ChaosServers.PARTITIONS, FlowRecords.BOUND_MS);
        Path directory = Directories.temporary("chaos");
        Map<String, ChaosVerdict> verdicts = new TreeMap<>();
        try (ResultReader reader = ResultReader.open(RedisConfig.parse(servers.redis.url()))) {
            Exporter.export(reader, JOB, directory);
            for (String result : RESULTS) {
                List<String> expected = recount.lines(result);
                Path file = directory.resolve(result + ".csv");
                // Of a result that Redis knows nothing of any more there is no file.
                verdicts.put(
                        result,
                        ChaosVerdict.of(
                                expected, Files.exists(file) ? Files.readAllLines(file) : expected.subList(0, 1)));
            }
            long[] letters = new long[1];
            reader.dead(JOB, "", letter -> letters[0]++);
            long expected = recount.dead();
            verdicts.put(
                    "dead",
                    new ChaosVerdict(
                            expected,
                            letters[0],
                            Math.max(0, expected - letters[0]),
                            Math.max(0, letters[0] - expected),
                            0));
        } catch (IOException e) {
            throw CliException.failed("the results cannot be read: " + e.getMessage());
        } finally {
            Directories.delete(directory);
        }
        return verdicts;
    }
}
