package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.road.LinearRoadChecker;
import dev.freshet.testkit.road.RiskRecount;
import dev.freshet.topologies.road.TrafficGenerator;
import dev.freshet.topologies.road.TrafficSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Cars on expressways, and the answers that they are to have by the rules. */
final class RoadSample {
    private RoadSample() {}

    static List<String> records(TrafficSettings settings, int count) {
        return new TrafficGenerator(settings)
                .records(count)
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    /** Answers to half of what is asked about days before: lines {@code vid,day,xway,toll}. */
    static List<String> historical(List<String> records, Random random) {
        Set<String> asked = new LinkedHashSet<>();
        for (String record : records) {
            String[] cells = record.split(",");
            if (cells[0].equals("3")) {
                asked.add(cells[2] + "," + cells[14] + "," + cells[4]);
            }
        }
        return asked.stream()
                .filter(unused -> random.nextBoolean())
                .map(key -> key + "," + random.nextInt(200))
                .toList();
    }

    /** Compares the four answers with those of the checker. */
    static void check(LinearRoadChecker expected, Path out) throws IOException {
        checkAnswers(expected, out);
        assertThat(sorted(out.resolve("expenditures.csv"), "qid,time,vid,xway,day,toll"))
                .isEqualTo(expected.expenditures());
    }

    /** Compares the three that need no file of historical tolls. */
    static void checkAnswers(LinearRoadChecker expected, Path out) throws IOException {
        assertThat(sorted(out.resolve("tolls.csv"), "vid,time,lav,toll")).isEqualTo(expected.tolls());
        assertThat(sorted(out.resolve("accidents.csv"), "time,xway,segment,dir,vid"))
                .isEqualTo(expected.accidents());
        assertThat(sorted(out.resolve("balances.csv"), "qid,time,vid,balance")).isEqualTo(expected.balances());
    }

    /** Compares the risk of segments. */
    static void checkRisk(List<String> records, Path out) throws IOException {
        AlmostSame.requireLines(Files.readString(out.resolve("risk.csv")), RiskRecount.lines(records.stream()), 100);
    }

    private static List<String> sorted(Path file, String header) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo(header);
        return lines.stream().skip(1).sorted().toList();
    }
}
