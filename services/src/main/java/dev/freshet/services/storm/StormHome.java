package dev.freshet.services.storm;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.ChildClassPath;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory laid out as Storm's own distribution is.
 *
 * @param path where it is
 */
record StormHome(Path path) {

    private static final String MARK = "freshet-storm-home";
    private static final List<String> DIRECTORIES =
            List.of("bin", "conf", "log4j2", "lib", "lib-worker", "extlib", "extlib-daemon", "logs", "local", "tmp");
    private static final List<String> LOGGING = List.of("cluster.xml", "worker.xml");

    /**
     * Lays it out.
     *
     * @throws ServiceException if the directory holds something else
     */
    static StormHome layOut(Path path, StormOptions options, StormPorts ports) {
        StormHome home = new StormHome(path.toAbsolutePath());
        try {
            home.empty();
            for (String directory : DIRECTORIES) {
                Files.createDirectories(home.path.resolve(directory));
            }
            for (int supervisor = 1; supervisor < options.supervisors(); supervisor++) {
                Files.createDirectories(home.path.resolve(localDirectory(supervisor)));
            }
            Files.createFile(home.path.resolve(MARK));
            link(ChildClassPath.STORM_DAEMON, home.path.resolve("lib"));
            link(ChildClassPath.STORM_WORKER, home.path.resolve("lib-worker"));
            Files.writeString(home.path.resolve("conf/storm.yaml"), StormYaml.text(options, home.path, ports));
            for (String file : LOGGING) {
                try (InputStream in = StormHome.class.getResourceAsStream(file)) {
                    if (in == null) {
                        throw new IllegalStateException("resource " + file + " is not packed");
                    }
                    Files.copy(in, home.path.resolve("log4j2").resolve(file));
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay out a Storm home in " + path, e);
        }
    }

    /**
     * ZooKeeper's file. Not Storm's DevZookeeper: that wipes its directory at start, never purges it, and listens on
     * all addresses.
     */
    Path writeZookeeperConfiguration(int port) {
        List<String> lines = List.of(
                "tickTime=2000",
                "dataDir=" + path.resolve("zookeeper"),
                "clientPort=" + port,
                "clientPortAddress=" + Ports.LOOPBACK,
                "maxClientCnxns=0",
                "admin.enableServer=false",
                "autopurge.snapRetainCount=3",
                "autopurge.purgeInterval=1");
        Path file = path.resolve("conf").resolve("zoo.cfg");
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** What a daemon's JVM is started with, before its class. */
    String daemonClassPath() {
        return Stream.of("*", "lib/*", "extlib/*", "extlib-daemon/*", "conf")
                .map(entry -> path + File.separator + entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The name of the directory in which a supervisor, counted from 0, writes its workers down. */
    static String localDirectory(int supervisor) {
        return supervisor == 0 ? "local" : "local-" + (supervisor + 1);
    }

    /** The numbers of the workers' processes that supervisors of this home wrote down, dead ones included. */
    List<Long> workerPids() {
        List<Long> pids = new ArrayList<>();
        for (int supervisor = 0; Files.isDirectory(path.resolve(localDirectory(supervisor))); supervisor++) {
            pids.addAll(workerPids(supervisor));
        }
        return pids;
    }

    /** The same of one supervisor, counted from 0. */
    List<Long> workerPids(int supervisor) {
        List<Long> pids = new ArrayList<>();
        for (Path worker : list(path.resolve(localDirectory(supervisor)).resolve("workers"))) {
            for (Path pid : list(worker.resolve("pids"))) {
                String name = String.valueOf(pid.getFileName());
                if (name.chars().allMatch(Character::isDigit)) {
                    pids.add(Long.parseLong(name));
                }
            }
        }
        return pids;
    }

    private void empty() throws IOException {
        if (Files.isDirectory(path) && !list(path).isEmpty() && !Files.exists(path.resolve(MARK))) {
            throw new ServiceException(path + " is not empty and no Storm home of ours: name another directory");
        }
        Directories.delete(path);
        Files.createDirectories(path);
    }

    private static void link(ChildClassPath classPath, Path directory) throws IOException {
        for (Path jar : classPath.jars()) {
            Path name = directory.resolve(String.valueOf(jar.getFileName()));
            try {
                Files.createSymbolicLink(name, jar);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(jar, name);
            }
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            // A worker's directory can go between being listed and being opened.
            if (!Files.exists(directory)) {
                return List.of();
            }
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
