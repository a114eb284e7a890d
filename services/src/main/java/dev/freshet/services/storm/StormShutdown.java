package dev.freshet.services.storm;

import dev.freshet.services.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a cluster by process number: supervisors first, as they would start workers again; then the workers, which
 * outlive their supervisor by design, and Nimbus; ZooKeeper, which all of them talk to, last.
 */
final class StormShutdown {

    private static final Duration SUPERVISOR_BOUND = Duration.ofSeconds(3);
    private static final Duration WORKER_BOUND = Duration.ofSeconds(5);
    private static final Duration ZOOKEEPER_BOUND = Duration.ofSeconds(3);

    private final StormHome home;
    private final List<StormDaemon> daemons;

    StormShutdown(StormHome home, List<StormDaemon> daemons) {
        this.home = home;
        this.daemons = daemons;
    }

    void run() {
        Map<Long, ProcessHandle> ending = new LinkedHashMap<>();
        List<ProcessHandle> supervisors = daemons("supervisor");
        supervisors.forEach(process -> process.descendants().forEach(child -> ending.put(child.pid(), child)));
        Processes.stop(supervisors, SUPERVISOR_BOUND);
        workers().forEach(process -> ending.put(process.pid(), process));
        daemons("nimbus").forEach(process -> ending.put(process.pid(), process));
        Processes.stop(List.copyOf(ending.values()), WORKER_BOUND);
        Processes.stop(daemons("zookeeper"), ZOOKEEPER_BOUND);
    }

    private List<ProcessHandle> daemons(String prefix) {
        return daemons.stream()
                .filter(daemon -> daemon.name().startsWith(prefix))
                .flatMap(daemon -> daemon.process().handle().stream())
                .toList();
    }

    /** The workers that run: those that the supervisor wrote down. */
    List<ProcessHandle> workers() {
        return running(home.workerPids());
    }

    /** The same of one supervisor, counted from 0. */
    List<ProcessHandle> workers(int supervisor) {
        return running(home.workerPids(supervisor));
    }

    private List<ProcessHandle> running(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(ProcessHandle::isAlive)
                .filter(this::isOurs)
                .toList();
    }

    /** A number in a file may since have been given to somebody else's process: ours name the home. */
    private boolean isOurs(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return !Files.exists(commandLine)
                    || new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8)
                            .contains(home.path().toString());
        } catch (IOException e) {
            // It ended between the two looks.
            return false;
        }
    }
}
