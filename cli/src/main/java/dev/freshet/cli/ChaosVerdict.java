package dev.freshet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result beside what it should be.
 *
 * @param expected rows
 * @param actual rows
 * @param lost events that were not counted, by the sum of the column {@code flows}, or missing rows where a result has none
 * @param doubled events that were counted more than once, in the same way
 * @param wrong rows that are not as expected, missing and surplus ones included
 */
record ChaosVerdict(long expected, long actual, long lost, long doubled, long wrong) {
    /** The column that says how many events a row stands for. */
    private static final String EVENTS = "flows";

    boolean isRight() {
        return lost == 0 && doubled == 0 && wrong == 0;
    }

    /**
     * Compares two tables.
     *
     * @param expected lines, the header first
     * @param actual lines, the header first
     */
    static ChaosVerdict of(List<String> expected, List<String> actual) {
        int events = List.of(expected.get(0).split(",", -1)).indexOf(EVENTS);
        Map<String, String> left = byKey(actual, events);
        long lost = 0;
        long doubled = 0;
        long wrong = actual.size() - 1 - left.size();
        for (Map.Entry<String, String> row : byKey(expected, events).entrySet()) {
            String found = left.remove(row.getKey());
            if (row.getValue().equals(found)) {
                continue;
            }
            wrong++;
            long difference = count(row.getValue(), events) - (found == null ? 0 : count(found, events));
            lost += Math.max(0, difference);
            doubled += Math.max(0, -difference);
        }
        for (String surplus : left.values()) {
            wrong++;
            doubled += count(surplus, events);
        }
        return new ChaosVerdict(expected.size() - 1L, actual.size() - 1L, lost, doubled, wrong);
    }

    /** Rows by what stands before the column of events, or by all of it. */
    private static Map<String, String> byKey(List<String> lines, int events) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            rows.put(events < 0 ? line : String.join(",", List.of(cells).subList(0, events)), line);
        }
        return rows;
    }

    private static long count(String line, int events) {
        return events < 0 ? 1 : Long.parseLong(line.split(",", -1)[events]);
    }
}
