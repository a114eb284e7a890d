package dev.freshet.bench.main;

import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunArguments;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Runs one engine on one job in this process: {@code EngineMain OUTPUT ENGINE name=value …}, see {@link RunArguments}. Writes
 * one line of JSON to the file OUTPUT. Ends the process: with 0, with 1 and a sentence on stderr if the run failed, with 2
 * if the arguments are wrong.
 */
public final class EngineMain {
    /** Behind the name of OUTPUT, the name of a file that tells the engine's place for results, before it runs. */
    public static final String PLACE = ".place";

    private EngineMain() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.err));
    }

    /**
     * Returns the exit code.
     *
     * @param errors what is told of a failure
     */
    static int run(List<String> arguments, PrintStream errors) {
        if (arguments.size() < 2) {
            errors.println("usage: EngineMain OUTPUT ENGINE name=value ...");
            return 2;
        }
        try {
            Engine engine = engine(arguments.get(1));
            RunSpec spec = RunArguments.read(arguments.subList(2, arguments.size()));
            if (!engine.supports(spec.job(), spec.source(), spec.sink())) {
                throw new IllegalArgumentException("the engine " + engine.name() + " does not have the job "
                        + spec.job().id() + " from " + spec.source().id() + " into "
                        + spec.sink().id());
            }
            Files.writeString(
                    Path.of(arguments.get(0) + PLACE), engine.place(spec.job()).toLine(), StandardCharsets.UTF_8);
            try (Run run = Run.open(spec)) {
                RunResult result = engine.run(run);
                Files.writeString(Path.of(arguments.get(0)), result.toJson() + "\n", StandardCharsets.UTF_8);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace(errors);
            return 1;
        }
    }

    private static Engine engine(String name) {
        return ServiceLoader.load(Engine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no engine '" + name + "' is on this class path"));
    }
}
