package dev.freshet.cli;

import dev.freshet.services.process.KnownServer;
import dev.freshet.services.process.StateDirectory;
import java.util.List;

/** The servers of a kind that commands have written down. */
final class LeftServers {
    private final StateDirectory state = StateDirectory.ofUser();
    private final String kind;

    LeftServers(String kind) {
        this.kind = kind;
    }

    void list() {
        List<KnownServer> running = KnownServer.find(state, kind);
        if (running.isEmpty()) {
            System.out.println("none is running");
        }
        running.forEach(server -> System.out.println(server));
    }

    /** Stops those that nobody else will stop. */
    int stop() {
        for (KnownServer server : KnownServer.find(state, kind)) {
            if (server.isLeft()) {
                server.stop(state);
                System.out.println("stopped " + server);
            } else {
                System.out.println("not stopped: " + server + "; it ends with its run");
            }
        }
        return Failures.DONE;
    }
}
