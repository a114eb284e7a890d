package dev.freshet.topologies.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with what a user asked for. Its message is for the user, a line a problem. */
public final class ProblemsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** 2 if any of it is wrong use, else 1. */
    public int exitCode() {
        return problems.stream()
                .mapToInt(problem -> problem.kind().exitCode())
                .max()
                .orElse(1);
    }
}
