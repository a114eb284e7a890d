package dev.freshet.bench.flink.stream;

import dev.freshet.bench.job.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which rules hold for an event. Each field is searched for each regex once, whatever bounds it is combined with. */
final class RuleCounts {
    private final Test[] tests;
    private final int rules;

    RuleCounts(List<Rule> of) {
        rules = of.size();
        Map<String, List<Integer>> byTest = new LinkedHashMap<>();
        for (int i = 0; i < rules; i++) {
            byTest.computeIfAbsent(of.get(i).field() + ' ' + of.get(i).regex(), test -> new ArrayList<>())
                    .add(i);
        }
        tests = byTest.values().stream().map(same -> new Test(of, same)).toArray(Test[]::new);
    }

    int rules() {
        return rules;
    }

    /** Adds 1 to the count of each rule that holds. */
    void add(Event event, long[] counts) {
        for (Test test : tests) {
            if (event.value > test.above[0]
                    && test.matcher.reset(event.texts[test.text]).find()) {
                for (int i = 0; i < test.above.length && event.value > test.above[i]; i++) {
                    counts[test.rules[i]]++;
                }
            }
        }
    }

    private static final class Test {
        private final int text;
        private final Matcher matcher;
        /** Ascending. */
        private final double[] above;

        private final int[] rules;

        Test(List<Rule> of, List<Integer> same) {
            text = Fields.TEXTS.indexOf(of.get(same.get(0)).field());
            matcher = Pattern.compile(of.get(same.get(0)).regex()).matcher("");
            rules = same.stream()
                    .sorted((a, b) ->
                            Double.compare(of.get(a).above(), of.get(b).above()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            above = Arrays.stream(rules)
                    .mapToDouble(rule -> of.get(rule).above())
                    .toArray();
        }
    }
}
