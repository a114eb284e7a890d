package dev.freshet.services.redis;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Redis Cluster of three masters without replicas, each a real redis-server on the loopback address. The nodes can be
 * stopped and restarted: while one is away the Cluster answers nobody.
 */
public final class RedisCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;
    /** Where the nodes talk to each other: so far above the port for clients. */
    private static final int BUS_OFFSET = 10_000;

    private static final int ATTEMPTS = 5;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final RedisOptions options;
    private final List<RedisServer> nodes = new ArrayList<>();

    private RedisCluster(RedisOptions options) {
        this.options = options.with("cluster-enabled yes", "cluster-node-timeout 2000");
    }

    /**
     * Starts a Cluster and returns when it takes commands for every slot.
     *
     * @param options user, password and append-only file of every node; the port has to be 0
     */
    public static RedisCluster start(RedisOptions options) {
        if (options.port() != 0) {
            throw new IllegalArgumentException("the nodes of a Cluster take free ports (port " + options.port() + ")");
        }
        RedisCluster cluster = new RedisCluster(options);
        try {
            for (int i = 0; i < NODES; i++) {
                cluster.nodes.add(cluster.startNode());
            }
            cluster.join();
            cluster.awaitOk();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The masters. */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /** Where clients connect, credentials included: {@code redis-cluster://127.0.0.1:7000,127.0.0.1:7001}. */
    public String url() {
        return "redis-cluster://" + options.credentials()
                + nodes.stream().map(node -> Ports.LOOPBACK + ":" + node.port()).collect(Collectors.joining(","));
    }

    /** Waits until every node says that every slot is served. */
    public void awaitOk() {
        for (RedisServer node : nodes) {
            Await.orFail(
                    "the Cluster to be whole",
                    BOUND,
                    () -> RedisProbe.says(
                            node.port(),
                            options,
                            List.of("CLUSTER", "INFO"),
                            "cluster_state:ok",
                            "cluster_slots_ok:" + SLOTS,
                            "cluster_known_nodes:" + NODES));
        }
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }

    private RedisServer startNode() {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            try {
                Ports.requireFree("the bus of a Cluster's node", port + BUS_OFFSET);
                return RedisServer.start(options.withPort(port));
            } catch (ServiceException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void join() {
        for (int i = 0; i < NODES; i++) {
            List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
            for (int slot = i * SLOTS / NODES; slot < (i + 1) * SLOTS / NODES; slot++) {
                slots.add(Integer.toString(slot));
            }
            tell(nodes.get(i), slots);
            tell(nodes.get(i), List.of("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1)));
        }
        for (RedisServer node : nodes.subList(1, NODES)) {
            tell(
                    node,
                    List.of(
                            "CLUSTER",
                            "MEET",
                            Ports.LOOPBACK,
                            Integer.toString(nodes.get(0).port())));
        }
    }

    private void tell(RedisServer node, List<String> command) {
        try {
            String answer = RedisWire.ask(node.port(), options, List.of(command));
            if (answer.startsWith("-") || answer.contains("\n-")) {
                throw new ServiceException(node + " refuses " + command.subList(0, 2) + ": " + answer.strip());
            }
        } catch (IOException e) {
            throw new ServiceException(node + " does not answer " + command.subList(0, 2), e);
        }
    }
}
