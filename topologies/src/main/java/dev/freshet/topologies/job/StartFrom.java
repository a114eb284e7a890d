package dev.freshet.topologies.job;

import dev.freshet.core.epoch.JobShape;
import dev.freshet.spouts.kafka.KafkaStart;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a job begins, as {@code --from} says: in its topics, and from which state. Words with commas between: {@code
 * scratch,latest}.
 *
 * @param topics where topics are read from of which the state says nothing
 * @param state {@link JobShape#LATEST}, {@link JobShape#SCRATCH}, or the name of a savepoint; empty where nothing is said of it
 */
public record StartFrom(KafkaStart topics, Optional<String> state) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final List<String> WORDS = List.of("earliest", "latest", "committed", JobShape.SCRATCH);

    /** Where nothing is said. */
    static final StartFrom UNSAID = new StartFrom(KafkaStart.earliest(), Optional.empty());

    /**
     * Reads the option. What is no place may be the name of a savepoint: whether there is one is known when the store of epochs
     * is asked.
     */
    static StartFrom parse(String option, Problems problems) {
        List<KafkaStart> topics = new ArrayList<>();
        List<String> states = new ArrayList<>();
        boolean latest = false;
        for (String word : option.split(",", -1)) {
            Optional<KafkaStart> place = place(word);
            place.ifPresent(topics::add);
            // Said of topics too, as it was before there were epochs: with no state they begin at their end.
            if (word.equals(JobShape.LATEST)) {
                latest = true;
            } else if (place.isEmpty()) {
                states.add(word);
                if (!NAME.matcher(word).matches()) {
                    problems.usage(Place.of("--from"), unknown(word));
                }
            }
        }
        if (topics.size() > 1 || states.size() > 1) {
            problems.usage(
                    Place.of("--from"),
                    "'" + option
                            + "' says twice where to begin: take one place in topics, and one savepoint or scratch");
        }
        if (latest && states.isEmpty()) {
            states.add(JobShape.LATEST);
        }
        return new StartFrom(
                topics.isEmpty() ? UNSAID.topics : topics.get(0),
                states.stream().findFirst());
    }

    /**
     * Whether a savepoint may have this name: it is none of the words of {@code --from} and no time.
     *
     * @return what is wrong; empty if nothing is
     */
    public static Optional<String> problemOfName(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "a savepoint's name has up to 100 letters, digits, '.', '_' and '-', the first a letter or digit"
                            + " (is '" + name + "')");
        }
        return WORDS.contains(name) || place(name).isPresent()
                ? Optional.of("'" + name + "' cannot be a savepoint's name: it means something else to --from")
                : Optional.empty();
    }

    static String unknown(String word) {
        return Nearest.message("place", word, WORDS)
                + " (or an ISO-8601 time such as 2026-01-05T00:00:00Z, epoch milliseconds, or the name of a savepoint)";
    }

    private static Optional<KafkaStart> place(String from) {
        try {
            return switch (from) {
                case "earliest" -> Optional.of(KafkaStart.earliest());
                case "latest" -> Optional.of(KafkaStart.latest());
                case "committed" -> Optional.of(KafkaStart.lastCommitted());
                default ->
                    Optional.of(KafkaStart.at(
                            from.matches("\\d{1,18}")
                                    ? Instant.ofEpochMilli(Long.parseLong(from))
                                    : Instant.parse(from)));
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
