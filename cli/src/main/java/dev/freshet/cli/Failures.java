package dev.freshet.cli;

import dev.freshet.topologies.problem.Problem;
import dev.freshet.topologies.problem.ProblemsException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one clear message and an exit code; stack traces go to the log alone. */
final class Failures {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int INTERRUPTED = 130;

    private Failures() {}

    static int wrongUse(ParameterException problem, String[] args) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println("freshet: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try 'freshet " + path(problem.getCommandLine()) + "--help'.");
        return WRONG_USE;
    }

    static int failed(Exception problem, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (problem instanceof CliException known) {
            err.println("freshet: " + known.getMessage());
            return known.exitCode();
        }
        if (problem instanceof ProblemsException wrong) {
            List<Problem> problems = wrong.problems();
            if (problems.size() == 1) {
                err.println("freshet: " + problems.get(0));
            } else {
                err.println("freshet: " + problems.size() + " problems:");
                problems.forEach(each -> err.println("  " + each));
            }
            return wrong.exitCode();
        }
        LoggerFactory.getLogger(Failures.class).error("unexpected failure", problem);
        String message = problem.getMessage();
        err.println("freshet: failed: " + (message == null ? problem.getClass().getSimpleName() : message)
                + " (the log has more: " + Logs.file() + ")");
        return FAILED;
    }

    private static String path(CommandLine line) {
        String name = line.getCommandSpec().qualifiedName();
        return name.startsWith("freshet ") ? name.substring("freshet ".length()) + " " : "";
    }
}
