package dev.freshet.services.storm;

import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Executables;
import dev.freshet.services.process.ProcessId;
import java.util.List;
import java.util.Map;

/**
 * One of a cluster's own processes.
 *
 * @param name {@code zookeeper}, {@code nimbus}, {@code supervisor}, {@code supervisor-2} ...
 * @param process which it is
 */
record StormDaemon(String name, ProcessId process) {

    boolean isAlive() {
        return process.isAlive();
    }

    static ChildProcess start(
            StormHome home, String name, int heapMb, String main, List<String> arguments, String settings) {
        List<String> options = List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Ddaemon.name=" + name,
                "-Dstorm.home=" + home.path(),
                "-Dstorm.log.dir=" + home.logs(),
                "-Dlogfile.name=" + name + ".log",
                "-Dlog4j.configurationFile=" + home.path().resolve("log4j2").resolve("cluster.xml"),
                "-Djava.io.tmpdir=" + home.path().resolve("tmp"),
                "-Djava.deserialization.disabled=true",
                "-Dstorm.options=" + settings,
                "-Dstorm.conf.file=");
        List<String> command = Executables.java(options, home.daemonClassPath(), main, arguments);
        return ChildProcess.start(name, command, home.path(), home.logs().resolve(name + ".out"), Map.of());
    }
}
