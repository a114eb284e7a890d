package dev.freshet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet chaos}: shows that a job counts right while machines die. */
@Command(
        name = "chaos",
        description = "Harms a running job on a cluster of its own, and checks every result.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Starts a Storm cluster, a Kafka broker and a redis-server, all of them processes of their own; feeds a known stream;",
            "kills, stops and restarts them one after another; then compares every result in Redis, and the number of dead letters,",
            "with what the input alone says. Exit code 0 only if nothing was lost, doubled or wrong. It takes some 3 GB of memory.",
            "",
            "Faults: worker-kill, worker-pause, zombie, supervisor, nimbus, zookeeper, kafka, redis; if named, slots, redis-lost, kafka-lost.",
            "docs/chaos.md tells of each, and which is not survived.",
            "",
            "Examples:",
            "  freshet chaos network --minutes 10",
            "  freshet chaos network --minutes 2 --faults worker-kill,redis --json",
            "  freshet chaos network --minutes 2 --faults worker-kill --without-checkpoints    the check can fail"
        })
final class ChaosCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LONG_MINUTES = 10;
    private static final int TIMES_OF_LONG = 3;

    @Parameters(index = "0", paramLabel = "APP", description = "The application: network.")
    private String app = "";

    @Option(names = "--minutes", paramLabel = "N", description = "How long the stream is fed (default 3).")
    private double minutes = 3;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second (default 2000).")
    private long rate = 2000;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "What is done; the usual ones unless given.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of the stream and the faults (default 1).")
    private long seed = 1;

    @Option(
            names = "--times",
            paramLabel = "N",
            description =
                    "How often each fault comes at least; the stream goes on for as long as that takes, to at most three"
                            + " times --minutes (default 3 from ten minutes on, 0 below).")
    @Nullable
    private Integer times;

    @Option(names = "--workers", paramLabel = "N", description = "Worker processes (default 2).")
    private int workers = 2;

    @Option(
            names = "--without-checkpoints",
            description = "Without epochs: a control run, which is expected to lose or double.")
    private boolean without;

    @Option(names = "--json", description = "Print one JSON object on stdout, and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        if (!app.equals("network")) {
            throw CliException.wrongUse("only 'network' can be checked: its results can be counted from the input alone"
                    + " (is '" + app + "')");
        }
        if (!(minutes > 0)
                || minutes > 24 * 60
                || rate < 1
                || rate > 1_000_000
                || workers < 1
                || workers > 4
                || times() < 0) {
            throw CliException.wrongUse(
                    "--minutes must be above 0, --rate from 1 to 1000000, --workers from 1 to 4, --times not below 0");
        }
        List<ChaosFault> kinds = faults.isEmpty()
                ? ChaosFault.usual()
                : faults.stream().map(ChaosFault::parse).toList();
        if (kinds.contains(ChaosFault.SLOTS) && kinds.contains(ChaosFault.ZOMBIE)) {
            throw CliException.wrongUse(
                    "slots and zombie do not go together: a machine that hangs needs free slots on another");
        }
        Interrupt interrupt = new Interrupt();
        long begun = System.currentTimeMillis();
        ChaosRun.Report report = new ChaosRun(
                        new ChaosRun.Plan(
                                Math.round(minutes * 60 * rate), rate, kinds, times(), seed, !without, workers),
                        text -> System.err.println(
                                "freshet: " + Numbers.clock(System.currentTimeMillis() - begun) + "  " + text),
                        interrupt::asked)
                .run();
        if (json) {
            printJson(report);
        } else {
            print(report);
        }
        return report.isRight() ? Failures.DONE : Failures.FAILED;
    }

    private int times() {
        return times != null ? times : minutes >= LONG_MINUTES ? TIMES_OF_LONG : 0;
    }

    private static void print(ChaosRun.Report report) {
        System.out.println(Numbers.count(report.eventsIn()) + " events were fed");
        report.faults().forEach((fault, count) -> {
            List<Double> seconds = report.recoverySeconds().getOrDefault(fault, List.of());
            System.out.println(String.format("  %-14s %3d times", fault, count)
                    + (seconds.isEmpty()
                            ? ""
                            : "   recovered after "
                                    + seconds.stream()
                                            .map(each -> String.format("%.1f", each))
                                            .collect(Collectors.joining(", "))
                                    + " s"));
        });
        System.out.println(String.format(
                "  %-18s %10s %10s %10s %10s %10s", "result", "expected", "actual", "lost", "doubled", "wrong rows"));
        report.results()
                .forEach((result, verdict) -> System.out.println(String.format(
                        "  %-18s %,10d %,10d %,10d %,10d %,10d",
                        result,
                        verdict.expected(),
                        verdict.actual(),
                        verdict.lost(),
                        verdict.doubled(),
                        verdict.wrong())));
        System.out.println(report.isRight() ? "nothing lost, nothing doubled" : "NOT right");
        report.notSurvived()
                .forEach(fault -> System.out.println(
                        fault + " is not promised to be survived: what is lost and doubled is what it costs"));
    }

    private static void printJson(ChaosRun.Report report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("events_in", report.eventsIn());
        Map<String, Object> counts = new LinkedHashMap<>();
        report.faults().forEach((fault, count) -> counts.put(fault.toString(), count));
        object.put("faults", counts);
        object.put("lost", sum(report, ChaosVerdict::lost));
        object.put("doubled", sum(report, ChaosVerdict::doubled));
        object.put("wrong_results", sum(report, ChaosVerdict::wrong));
        Map<String, Object> recovery = new LinkedHashMap<>();
        report.recoverySeconds().forEach((fault, seconds) -> recovery.put(fault.toString(), seconds));
        object.put("recovery_seconds", recovery);
        object.put(
                "not_survived",
                report.notSurvived().stream().map(ChaosFault::toString).toList());
        object.put("results", report.results());
        try {
            System.out.println(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sum(ChaosRun.Report report, java.util.function.ToLongFunction<ChaosVerdict> part) {
        return report.results().values().stream().mapToLong(part).sum();
    }
}
