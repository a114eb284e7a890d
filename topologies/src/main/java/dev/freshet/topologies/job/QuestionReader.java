package dev.freshet.topologies.job;

import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.schema.SchemaInference;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes the pipeline of a question in one line: the same YAML that the user would write, read by the same rules. */
final class QuestionReader {
    /** The name of the input. */
    static final String INPUT = "events";
    /** The name of the result. */
    static final String RESULT = "answer";
    /** The name of the job. */
    static final String JOB = "query";

    private QuestionReader() {}

    static Optional<PlanFile> read(JobSpec spec, Question question, Duration defaultRetain, Problems problems) {
        Optional<String> input = input(spec, question, problems);
        if (input.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder yaml =
                new StringBuilder("name: " + JOB + "\n").append(input.get()).append("results:\n  ");
        yaml.append(RESULT).append(":\n    from: ").append(INPUT).append('\n');
        question.where().ifPresent(text -> line(yaml, "where", text));
        question.by().ifPresent(text -> line(yaml, "by", text));
        question.window().ifPresent(text -> line(yaml, "window", text));
        question.aggregate().ifPresent(text -> line(yaml, "aggregate", text));
        if (question.aggregate().isPresent() && question.window().isEmpty()) {
            line(yaml, "window", "1m");
        }
        Problems found = new Problems();
        Optional<PlanFile> file = PlanReader.read("query", yaml.toString(), Readers.GENERATORS, defaultRetain, found);
        found.all().forEach(problem -> problems.usage(place(problem.place(), yaml.toString()), problem.message()));
        return file;
    }

    /** The option whose line it is: {@code --where:1:7}. */
    private static Place place(Place place, String yaml) {
        String line =
                yaml.lines().skip(Math.max(0, place.line() - 1)).findFirst().orElse("");
        String key = line.strip().replaceFirst(":.*", "");
        return switch (key) {
            case "where", "by", "window" -> within("--" + key, line, place);
            case "aggregate" -> within("--agg", line, place);
            default -> Place.of("--schema");
        };
    }

    private static Place within(String option, String line, Place place) {
        return new Place(option, 1, Math.max(1, place.column() - line.indexOf('\'') - 1));
    }

    private static void line(StringBuilder yaml, String key, String text) {
        String oneLine = text.replaceAll("[\\r\\n]+", " ");
        yaml.append("    ")
                .append(key)
                .append(": '")
                .append(oneLine.replace("'", "''"))
                .append("'\n");
    }

    private static Optional<String> input(JobSpec spec, Question question, Problems problems) {
        if (spec.inputs().isEmpty() && spec.topics().isEmpty()) {
            problems.usage(Place.of("--input"), "a query needs --input PATH or --topic TOPIC");
            return Optional.empty();
        }
        if (question.schema().isPresent()) {
            return ApplicationFiles.file(question.schema().get(), problems).map(text -> declared(text.text()));
        }
        Optional<Path> sample = spec.inputs().stream()
                .map(path -> Path.of(path.startsWith(INPUT + "=") ? path.substring(INPUT.length() + 1) : path))
                .filter(Files::isRegularFile)
                .findFirst();
        if (sample.isPresent()) {
            try {
                return Optional.of(
                        SchemaInference.of(sample.get(), spec.format(), INPUT).yaml());
            } catch (IOException e) {
                problems.failure(Place.of(sample.get().toString()), "cannot be read: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                problems.usage(Place.of("--format"), String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
        if (spec.format().equals(Optional.of("access-log"))) {
            return Optional.of("inputs:\n  " + INPUT + ": { format: access-log, out-of-order: 2m }\n");
        }
        if (spec.topics().isEmpty()) {
            problems.failure(
                    Place.of("--input"),
                    "there is no file '" + String.join("', '", spec.inputs()) + "' to find the schema by");
        } else {
            problems.usage(
                    Place.of("--schema"),
                    "a topic's schema must be said: --schema FILE; `freshet schema` proposes one from a file");
        }
        return Optional.empty();
    }

    /** What {@code freshet schema} printed, under the name that a query's input has. */
    private static String declared(String text) {
        StringBuilder inputs = new StringBuilder();
        boolean within = false;
        for (String line : text.lines().toList()) {
            boolean top = !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '#';
            within = top ? line.startsWith("inputs:") : within;
            if (within) {
                inputs.append(line).append('\n');
            }
        }
        return inputs.toString()
                .replaceFirst("(?m)^inputs:\\s*\\n(\\s+)[A-Za-z][A-Za-z0-9_-]*:", "inputs:\n$1" + INPUT + ":");
    }
}
