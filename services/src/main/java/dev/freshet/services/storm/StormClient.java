package dev.freshet.services.storm;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildClassPath;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.Executables;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the {@code storm} command does with the Nimbus of any cluster, ours or another, each in a JVM with Storm's own
 * class path.
 */
public final class StormClient {

    private static final Duration SUBMIT_BOUND = Duration.ofMinutes(3);
    private static final Duration COMMAND_BOUND = Duration.ofMinutes(1);
    private static final Pattern LINE =
            Pattern.compile("^(\\S+)\\s+([A-Z]+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(?:\\s.*)?$");

    private final String host;
    private final int port;

    /**
     * @param host where Nimbus runs
     * @param port its Thrift port
     */
    public StormClient(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Runs a main that submits a topology: what {@code storm jar} does.
     *
     * @param jar the topology's jar; it is sent to the cluster
     * @param mainClass a class of it
     * @param arguments for its main
     * @param environment variables to set beside the inherited ones
     * @return exit code and output of that main
     * @throws ServiceException if there is no such jar, or it does not end in three minutes
     */
    public CommandResult submit(Path jar, String mainClass, List<String> arguments, Map<String, String> environment) {
        if (!Files.isRegularFile(jar)) {
            throw new ServiceException("there is no topology jar " + jar);
        }
        List<String> options = new ArrayList<>(clientOptions());
        options.add("-Xmx512m");
        options.add("-Dstorm.jar=" + jar.toAbsolutePath());
        options.add("-Dstorm.dependency.jars=");
        options.add("-Dstorm.dependency.artifacts={}");
        String classPath = ChildClassPath.STORM_WORKER.argument() + File.pathSeparator + jar.toAbsolutePath();
        return run("storm jar " + mainClass, options, classPath, mainClass, arguments, environment, SUBMIT_BOUND);
    }

    /**
     * The topologies of the cluster.
     *
     * @throws ServiceException if Nimbus cannot be reached
     */
    public List<TopologySummary> list() {
        CommandResult result = command("storm list", "org.apache.storm.command.ListTopologies", List.of());
        return parseList(result.output());
    }

    /**
     * Kills a topology.
     *
     * @param waitSeconds how long its spouts are switched off before its workers are ended
     * @throws ServiceException if there is none of that name, or Nimbus cannot be reached
     */
    public void kill(String name, int waitSeconds) {
        List<String> arguments = List.of(name, "-w", Integer.toString(waitSeconds));
        command("storm kill " + name, "org.apache.storm.command.KillTopology", arguments);
    }

    static List<TopologySummary> parseList(String output) {
        return output.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new TopologySummary(
                        line.group(1),
                        line.group(2),
                        Integer.parseInt(line.group(3)),
                        Integer.parseInt(line.group(4)),
                        Long.parseLong(line.group(5)),
                        line.group(6)))
                .toList();
    }

    private CommandResult command(String name, String main, List<String> arguments) {
        List<String> options = new ArrayList<>(clientOptions());
        options.add("-Xmx128m");
        String classPath = ChildClassPath.STORM_DAEMON.argument();
        CommandResult result = run(name, options, classPath, main, arguments, Map.of(), COMMAND_BOUND);
        if (!result.succeeded()) {
            throw new ServiceException(name + " failed at Nimbus " + host + ":" + port + ": " + reason(result));
        }
        return result;
    }

    /** Nimbus's own word if there is one, else the last line that is not of a stack trace. */
    private static String reason(CommandResult result) {
        List<String> lines = (result.output() + "\n" + result.errors())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith("    at "))
                .toList();
        return lines.stream()
                .filter(line -> line.contains("Exception"))
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("exit code " + result.exitCode());
    }

    private List<String> clientOptions() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstorm.conf.file=",
                "-Dstorm.options=" + option("nimbus.seeds", "[\"" + host + "\"]") + ","
                        + option("nimbus.thrift.port", Integer.toString(port)));
    }

    /** One setting as a part of {@code -Dstorm.options}; the value is JSON. */
    static String option(String key, String value) {
        return URLEncoder.encode(key + "=" + value, StandardCharsets.UTF_8);
    }

    private CommandResult run(
            String name,
            List<String> options,
            String classPath,
            String main,
            List<String> arguments,
            Map<String, String> environment,
            Duration bound) {
        if (!reachable()) {
            throw new ServiceException("Nimbus does not answer on " + host + ":" + port);
        }
        Path directory = Directories.temporary("storm-client");
        Runnable onExit = () -> Directories.delete(directory);
        OnExit.add(onExit);
        try {
            List<String> jvm = new ArrayList<>(options);
            jvm.add("-Dstorm.home=" + directory);
            jvm.add("-Dstorm.log.dir=" + directory);
            jvm.add("-Djava.io.tmpdir=" + directory);
            jvm.add("-Dlog4j.configurationFile=" + logging(directory));
            List<String> command = Executables.java(jvm, classPath, main, arguments);
            return execute(name, command, directory, environment, bound);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + name, e);
        } finally {
            OnExit.remove(onExit);
            Directories.delete(directory);
        }
    }

    private boolean reachable() {
        return Await.until(Duration.ofSeconds(5), () -> Ports.answers(host, port));
    }

    private static CommandResult execute(
            String name, List<String> command, Path directory, Map<String, String> environment, Duration bound)
            throws IOException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Executables.nothing())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runnable onExit = process::destroyForcibly;
        OnExit.add(onExit);
        try {
            if (!Await.until(bound, () -> !process.isAlive())) {
                process.destroyForcibly();
                throw new ServiceException(name + " did not end in " + bound.toSeconds() + " s and was ended; it said: "
                        + Files.readString(out) + Files.readString(err));
            }
            return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            OnExit.remove(onExit);
        }
    }

    private static Path logging(Path directory) throws IOException {
        try (InputStream in = StormClient.class.getResourceAsStream("client.xml")) {
            if (in == null) {
                throw new IllegalStateException("resource client.xml is not packed");
            }
            Path file = directory.resolve("client.xml");
            Files.copy(in, file);
            return file;
        }
    }
}
