package dev.freshet.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.shade.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServer;

/**
 * The ZooKeeper of a Storm inside this JVM: on loopback alone, and patient. Storm's own expires the sessions of a process that
 * was paused or starved for 20 seconds, whereupon its Nimbus ends the process; here nobody else waits for them.
 */
final class LocalZooKeeper implements AutoCloseable {
    private static final Duration SESSION = Duration.ofMinutes(20);
    private static final int SESSION_TICKS = 20;
    private static final int UNLIMITED_CLIENTS = 0;

    private final NIOServerCnxnFactory connections;

    LocalZooKeeper(File directory) {
        try {
            ZooKeeperServer server = new Watched(directory);
            connections = new NIOServerCnxnFactory();
            connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), UNLIMITED_CLIENTS);
            connections.startup(server);
        } catch (IOException e) {
            throw new IllegalStateException("ZooKeeper does not start in this JVM: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ZooKeeper started", e);
        }
    }

    /** Without it Storm would wait for ever: ends the process when it cannot go on, as where it cannot write. */
    private static final class Watched extends ZooKeeperServer {
        private final File directory;

        Watched(File directory) throws IOException {
            super(directory, directory, (int) SESSION.toMillis() / SESSION_TICKS);
            this.directory = directory;
        }

        @Override
        protected void setState(State state) {
            super.setState(state);
            if (state == State.ERROR) {
                StormExit.failed("Storm's ZooKeeper, which keeps its files in " + directory
                        + ", cannot go on: is there room for 64 MB?");
            }
        }
    }

    /** What Storm must be told to use it. */
    Map<String, Object> settings() {
        return Map.of(
                Config.STORM_ZOOKEEPER_SERVERS,
                        List.of(InetAddress.getLoopbackAddress().getHostAddress()),
                Config.STORM_ZOOKEEPER_PORT, connections.getLocalPort(),
                Config.STORM_ZOOKEEPER_SESSION_TIMEOUT, (int) SESSION.toMillis());
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
