package dev.freshet.bench.plain;

import dev.freshet.bench.job.Rule;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.decode.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How often rules hold: rules of the same regex share its search, and what agents match is remembered by their text. */
final class RulesJob implements PlainJob<long[]> {
    /** A regex, and the rules that ask for it. */
    private record Search(int column, Pattern pattern, List<Integer> rules) {}

    private static final List<String> FIELDS = List.of("user", "session", "page", "value", "agent");
    private static final int VALUE = 3;
    private static final int AGENT = 4;

    private final List<Rule> rules = Rule.all();
    private final double[] above = rules.stream().mapToDouble(Rule::above).toArray();
    private final Search[] agents;
    private final Search[] others;
    private final ThreadLocal<Map<String, boolean[]>> known = ThreadLocal.withInitial(HashMap::new);

    RulesJob() {
        Map<String, Search> searches = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            searches.computeIfAbsent(
                            rule.field() + " " + rule.regex(),
                            unused -> new Search(
                                    FIELDS.indexOf(rule.field()), Pattern.compile(rule.regex()), new ArrayList<>()))
                    .rules()
                    .add(i);
        }
        agents = searches.values().stream()
                .filter(search -> search.column() == AGENT)
                .toArray(Search[]::new);
        others = searches.values().stream()
                .filter(search -> search.column() != AGENT)
                .toArray(Search[]::new);
    }

    @Override
    public Decoder decoder() {
        return PlainDecoder.of(FIELDS.toArray(String[]::new));
    }

    @Override
    public long[] pane() {
        return new long[rules.size()];
    }

    @Override
    public void add(Batch batch, int row, long[] to) {
        double value = batch.doubles(VALUE).get(row);
        boolean[] matches = known.get().computeIfAbsent(text(batch, AGENT, row), this::matches);
        for (int i = 0; i < agents.length; i++) {
            if (matches[i]) {
                count(agents[i], value, to);
            }
        }
        for (Search search : others) {
            if (search.pattern().matcher(text(batch, search.column(), row)).find()) {
                count(search, value, to);
            }
        }
    }

    private boolean[] matches(String agent) {
        boolean[] found = new boolean[agents.length];
        for (int i = 0; i < agents.length; i++) {
            found[i] = agents[i].pattern().matcher(agent).find();
        }
        return found;
    }

    private void count(Search search, double value, long[] to) {
        for (int rule : search.rules()) {
            if (value > above[rule]) {
                to[rule]++;
            }
        }
    }

    private static String text(Batch batch, int column, int row) {
        BytesColumn texts = batch.bytes(column);
        int from = texts.start(row);
        return new String(texts.data(), from, texts.end(row) - from, StandardCharsets.US_ASCII);
    }

    @Override
    public void merge(long[] into, long[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] += other[i];
        }
    }

    @Override
    public void emit(long endMs, long[] pane, ResultSink out) {
        for (int i = 0; i < pane.length; i++) {
            if (pane[i] > 0) {
                out.rule(endMs, rules.get(i).name().getBytes(StandardCharsets.US_ASCII), pane[i]);
            }
        }
    }
}
