package dev.freshet.topologies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.topologies.problem.Problems;
import java.util.List;

/** What reading a wrong file tells. */
final class Told {
    /** A file as far as its streams and results. */
    static final String SHOP = """
            name: shop
            inputs:
              orders:
                format: json
                schema: { ts: TIMESTAMP(ms), item: VARCHAR, price: DOUBLE NULL, city: VARCHAR FROM client.city }
                out-of-order: 5s
            """;

    private Told() {}

    /** What is told, cut to its first words. */
    static List<String> by(String yaml) {
        Problems problems = new Problems();
        assertThat(PlanReader.read("my.yaml", yaml, List.of(), problems)).isEmpty();
        return problems.all().stream()
                .map(problem ->
                        problem.place().line() + ":" + problem.place().column() + ": " + words(problem.message()))
                .toList();
    }

    private static String words(String message) {
        String[] words = message.replaceFirst("[:;(,].*", "").strip().split(" ");
        return String.join(" ", List.of(words).subList(0, Math.min(words.length, 6)));
    }
}
