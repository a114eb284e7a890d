package dev.freshet.services.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.Ports;
import dev.freshet.services.process.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormClusterIT {

    @TempDir
    private Path directory;

    @Test
    void runsATopologyIsFoundAgainAndLeavesNothing() throws IOException {
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        List<String> steps = new ArrayList<>();
        List<Long> pids = new ArrayList<>();
        Path home;
        StormCluster started = StormCluster.up(StormOptions.DEFAULT.withSlots(2), steps::add);
        try {
            home = started.home();
            assertThat(steps).anyMatch(step -> step.startsWith("starting ZooKeeper"));

            assertThat(started.status().isUp()).isTrue();
            assertThat(started.status().workerPids()).isEmpty();

            submit(started, "tiny");
            assertThat(started.list())
                    .singleElement()
                    .satisfies(topology -> assertThat(topology.name() + topology.status() + topology.workers())
                            .isEqualTo("tinyACTIVE1"));
            assertThat(started.status().workerPids()).hasSize(1);
            assertThatThrownBy(() -> started.kill("nobody", 0))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("nobody");
            started.kill("tiny", 0);
            started.awaitWorkersAtMost(0, Duration.ofSeconds(30));

            started.killDaemon("supervisor");
            assertThat(started.startEnded()).containsExactly("supervisor");
            assertThat(started.startEnded()).isEmpty();
            submit(started, "left-running");
            started.status().daemons().forEach(daemon -> pids.add(daemon.pid()));
            pids.addAll(started.status().workerPids());

            started.keep(state);
            StormCluster found = StormCluster.find(state).orElseThrow();
            assertThat(found.nimbus()).isEqualTo(started.nimbus());
            assertThat(found.status()).isEqualTo(started.status());
            found.down(state);
        } finally {
            started.down(state);
        }
        assertThat(pids).hasSize(4).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
        assertThat(home).doesNotExist();
        assertThat(StormCluster.find(state)).isEmpty();
    }

    @Test
    void refusesAnOccupiedPortAndAForeignDirectory() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
            StormOptions options = StormOptions.DEFAULT.withNimbusPort(taken.getLocalPort());
            assertThatThrownBy(() -> StormCluster.up(options, step -> {}))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is occupied");
        }
        Path precious = Files.writeString(directory.resolve("precious"), "data");
        assertThatThrownBy(() -> StormCluster.up(StormOptions.DEFAULT.withHome(directory), step -> {}))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("is not empty");
        assertThat(precious).exists();
    }

    @Test
    void saysThatNimbusDoesNotAnswer() {
        int port = Ports.free();
        assertThatThrownBy(() -> new StormClient("127.0.0.1", port).list())
                .isInstanceOf(ServiceException.class)
                .hasMessage("Nimbus does not answer on 127.0.0.1:" + port);
    }

    private void submit(StormCluster cluster, String name) throws IOException {
        CommandResult submitted =
                cluster.submit(jar(), TinyTopology.class.getName(), List.of(name), Map.of("GREETING", "hello"));
        assertThat(submitted.exitCode()).as(submitted.toString()).isZero();
        assertThat(submitted.output()).contains("greeting: hello");
        Await.orFail("a worker of " + name + " to count to ten", Duration.ofMinutes(3), () -> counted(cluster, name));
    }

    private static boolean counted(StormCluster cluster, String name) {
        if (!Files.isDirectory(cluster.workerLogs())) {
            return false;
        }
        try (Stream<Path> files = Files.walk(cluster.workerLogs())) {
            for (Path log : files.filter(file -> file.toString().endsWith("worker.log"))
                    .filter(file -> file.toString().contains(name))
                    .toList()) {
                if (Files.readString(log).contains(TinyTopology.TENTH)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** A jar of the topology's own classes, and nothing else. */
    private Path jar() throws IOException {
        Path jar = directory.resolve("tiny.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(TinyTopology.class, TinyTopology.Numbers.class, TinyTopology.Print.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    assertThat(in).isNotNull();
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }
}
