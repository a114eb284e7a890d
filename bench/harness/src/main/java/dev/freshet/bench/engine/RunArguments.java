package dev.freshet.bench.engine;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link RunSpec} as arguments of a process, {@code name=value} each. */
public final class RunArguments {
    private RunArguments() {}

    public static List<String> write(RunSpec spec) {
        JobParameters parameters = spec.parameters();
        List<String> arguments = new ArrayList<>();
        arguments.add("job=" + spec.job().id());
        arguments.add("events=" + spec.events());
        arguments.add("source=" + spec.source().id());
        arguments.add("bootstrap=" + spec.bootstrap());
        arguments.add("topic=" + spec.topic());
        arguments.add("sink=" + spec.sink().id());
        arguments.add("redis=" + spec.redis());
        arguments.add("parallelism=" + spec.parallelism());
        arguments.add("rate=" + spec.ratePerSecond());
        arguments.add("seed=" + parameters.seed());
        arguments.add("keys=" + parameters.keys());
        arguments.add("skew=" + parameters.skew());
        arguments.add("window-ms=" + parameters.windowMs());
        arguments.add("slide-ms=" + parameters.slideMs());
        arguments.add("disorder-ms=" + parameters.disorderMs());
        arguments.add("events-per-second=" + parameters.eventsPerSecond());
        return arguments;
    }

    /**
     * Reads what {@link #write} wrote; what is left out is as {@link JobParameters#of} says, in memory, a million events.
     *
     * @throws IllegalArgumentException where an argument is unknown, or no such value
     */
    public static RunSpec read(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not of the form name=value: '" + argument + "'");
            }
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        JobName job = JobName.of(take(given, "job", JobName.VIEWS.id()));
        RunSpec spec = new RunSpec(
                job,
                parameters(given, JobParameters.of(job)),
                Long.parseLong(take(given, "events", "1000000")),
                SourceKind.valueOf(take(given, "source", "memory").toUpperCase(Locale.ROOT)),
                take(given, "bootstrap", ""),
                take(given, "topic", ""),
                SinkKind.valueOf(take(given, "sink", "memory").toUpperCase(Locale.ROOT)),
                take(given, "redis", ""),
                Integer.parseInt(take(given, "parallelism", "1")),
                Long.parseLong(take(given, "rate", "0")));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown arguments: " + given.keySet());
        }
        return spec;
    }

    private static JobParameters parameters(Map<String, String> given, JobParameters usual) {
        return new JobParameters(
                Long.parseLong(take(given, "seed", String.valueOf(usual.seed()))),
                Integer.parseInt(take(given, "keys", String.valueOf(usual.keys()))),
                Double.parseDouble(take(given, "skew", String.valueOf(usual.skew()))),
                Long.parseLong(take(given, "window-ms", String.valueOf(usual.windowMs()))),
                Long.parseLong(take(given, "slide-ms", String.valueOf(usual.slideMs()))),
                Long.parseLong(take(given, "disorder-ms", String.valueOf(usual.disorderMs()))),
                Long.parseLong(take(given, "events-per-second", String.valueOf(usual.eventsPerSecond()))));
    }

    private static String take(Map<String, String> given, String name, String usual) {
        String value = given.remove(name);
        return value == null ? usual : value;
    }
}
