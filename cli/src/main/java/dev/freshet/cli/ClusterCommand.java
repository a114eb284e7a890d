package dev.freshet.cli;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.StateDirectory;
import dev.freshet.services.storm.ClusterStatus;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.services.storm.StormOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet cluster}: a real Storm cluster on this machine, of processes of their own. */
@Command(
        name = "cluster",
        description = "Starts, shows and stops a real Storm cluster on this machine: ZooKeeper, Nimbus, Supervisor.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  freshet cluster up",
            "  freshet submit network --workers 2",
            "  freshet cluster down"
        })
final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: up, status or down");
    }

    @Command(name = "up", description = "Starts the cluster, and leaves it running.", mixinStandardHelpOptions = true)
    int up(
            @Option(
                            names = "--slots",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "How many workers it may have.")
                    int slots,
            @Option(names = "--heap", paramLabel = "MB", defaultValue = "768", description = "A worker's heap.")
                    int heapMb) {
        StateDirectory state = StateDirectory.ofUser();
        Optional<StormCluster> running = StormCluster.find(state);
        if (running.isPresent() && running.get().status().isUp()) {
            System.out.println(
                    "Storm is up already; Nimbus is at " + running.get().nimbus());
            return Failures.DONE;
        }
        try {
            StormCluster cluster = StormCluster.up(
                    StormOptions.DEFAULT.withSlots(slots).withWorkerHeapMb(heapMb),
                    text -> System.err.println("freshet: " + text));
            cluster.keep(state);
            System.out.println("Storm is up; Nimbus is at " + cluster.nimbus() + ", logs are in " + cluster.logs());
        } catch (ServiceException | IllegalArgumentException e) {
            throw CliException.failed("Storm does not start: " + e.getMessage());
        }
        return Failures.DONE;
    }

    @Command(name = "status", description = "Tells what runs.", mixinStandardHelpOptions = true)
    int status() {
        StormCluster cluster = require();
        ClusterStatus status = cluster.status();
        TextTable table = new TextTable(java.util.List.of("daemon", "pid", "state"));
        status.daemons()
                .forEach(daemon -> table.row(java.util.List.of(
                        daemon.name(), Long.toString(daemon.pid()), daemon.alive() ? "running" : "dead")));
        table.lines(new Terminal().columns()).forEach(System.out::println);
        System.out.println(status.workerPids().size() + " workers; Nimbus is at " + cluster.nimbus());
        return status.isUp() ? Failures.DONE : Failures.FAILED;
    }

    @Command(name = "down", description = "Stops it, workers included.", mixinStandardHelpOptions = true)
    int down() {
        StateDirectory state = StateDirectory.ofUser();
        Optional<StormCluster> cluster = StormCluster.find(state);
        if (cluster.isEmpty()) {
            System.out.println("no cluster is up");
            return Failures.DONE;
        }
        cluster.get().down(state);
        System.out.println("Storm is down");
        return Failures.DONE;
    }

    static StormCluster require() {
        return StormCluster.find(StateDirectory.ofUser())
                .orElseThrow(() ->
                        CliException.failed("no cluster is up: 'freshet cluster up' starts one, --nimbus names one"));
    }
}
