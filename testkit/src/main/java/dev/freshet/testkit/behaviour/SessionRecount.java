package dev.freshet.testkit.behaviour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code sessions} and {@code flow_sessions}: a session is a stretch of a list without a gap. */
public final class SessionRecount {
    /** What was done at a time, and where. */
    public record Step(String who, long ts, String where, long bytes) {}

    private SessionRecount() {}

    /** Of flows: what was sent, to whom. */
    public static List<Step> steps(List<SeenFlow> flows) {
        return flows.stream()
                .map(flow -> new Step(flow.src(), flow.ts(), flow.dst(), flow.bytes()))
                .toList();
    }

    /** Lines without a header, in no order. */
    public static List<String> lines(List<Step> steps, long gapMs) {
        Map<String, List<Step>> byWho = new LinkedHashMap<>();
        steps.stream()
                .sorted(Comparator.comparingLong(Step::ts))
                .forEach(step -> byWho.computeIfAbsent(step.who(), unused -> new ArrayList<>())
                        .add(step));
        List<String> lines = new ArrayList<>();
        for (List<Step> all : byWho.values()) {
            int from = 0;
            for (int i = 1; i <= all.size(); i++) {
                if (i == all.size() || all.get(i).ts() - all.get(i - 1).ts() >= gapMs) {
                    lines.add(line(all.subList(from, i), gapMs));
                    from = i;
                }
            }
        }
        return lines;
    }

    private static String line(List<Step> session, long gapMs) {
        Step first = session.get(0);
        Step last = session.get(session.size() - 1);
        return SeenFlow.at(last.ts() + gapMs - 1) + "," + first.who() + "," + SeenFlow.at(first.ts()) + ","
                + (last.ts() - first.ts()) / 1_000.0 + "," + session.size() + ","
                + session.stream().mapToLong(Step::bytes).sum() + "," + first.where() + "," + last.where();
    }
}
