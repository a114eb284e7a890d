package dev.freshet.bench.plain;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.job.Rule;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.ysb.CampaignTable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job's exact answer, written to be read and not to be fast: what engines are checked against in runs of some 100,000
 * events. Distinct users are counted, not approximated.
 */
public final class NaiveAnswer {
    private static final Pattern FIELD = Pattern.compile("\"([a-z]+)\":(?:\"([^\"]*)\"|([0-9.]+))");
    private static final int PLACES = 10;

    private final JobName job;
    private final JobParameters parameters;
    private final List<Rule> rules = Rule.all();
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Map<Long, Map<String, Group>> windows = new TreeMap<>();
    private final NaiveJoin join = new NaiveJoin();

    private NaiveAnswer(RunSpec spec) {
        job = spec.job();
        parameters = spec.parameters();
        rules.forEach(rule -> patterns.put(rule.regex(), Pattern.compile(rule.regex())));
    }

    /** The answer to a run's question, from memory whatever its source. */
    public static Answer to(RunSpec asked) {
        RunSpec spec = RunSpec.inMemory(asked.job(), asked.parameters(), asked.events(), 1);
        NaiveAnswer naive = new NaiveAnswer(spec);
        try (Run run = Run.open(spec)) {
            Feed feed = run.feed(0, 1);
            Block block = new Block();
            while (feed.next(block, Feed.STRIPE) > 0) {
                for (int i = 0; i < block.count(); i++) {
                    naive.add(new String(block.data(), block.from(i), block.length(i), StandardCharsets.US_ASCII));
                }
            }
            try (ResultSink sink = ResultSink.open(run)) {
                naive.windows.forEach((endMs, groups) -> naive.emit(endMs, groups, sink));
                naive.join.emit(spec.parameters().withinMs(), sink);
            }
            return run.answer();
        }
    }

    private void add(String record) {
        Map<String, String> event = new HashMap<>();
        for (Matcher field = FIELD.matcher(record); field.find(); ) {
            event.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
        }
        if (job == JobName.JOIN) {
            long time = Long.parseLong(text(event, "ts"));
            join.add(text(event, "user"), text(event, "type"), time, Double.parseDouble(text(event, "value")));
            return;
        }
        if ((job == JobName.VIEWS || job == JobName.YSB) && !text(event, "type").equals("view")) {
            return;
        }
        if (job != JobName.RULES) {
            String page = text(event, "page");
            add(event, job == JobName.YSB ? CampaignTable.campaign(page) : page);
            return;
        }
        for (Rule rule : rules) {
            if (Objects.requireNonNull(patterns.get(rule.regex()))
                            .matcher(text(event, rule.field()))
                            .find()
                    && Double.parseDouble(text(event, "value")) > rule.above()) {
                add(event, rule.name());
            }
        }
    }

    private void add(Map<String, String> event, String key) {
        long time = Long.parseLong(text(event, "ts"));
        long firstEnd = Math.floorDiv(time, parameters.slideMs()) * parameters.slideMs() + parameters.slideMs();
        for (long endMs = firstEnd; endMs <= time + parameters.windowMs(); endMs += parameters.slideMs()) {
            windows.computeIfAbsent(endMs, end -> new HashMap<>())
                    .computeIfAbsent(key, name -> new Group())
                    .add(Double.parseDouble(text(event, "value")), text(event, "user"));
        }
    }

    private void emit(long endMs, Map<String, Group> groups, ResultSink sink) {
        if (job == JobName.TOPK) {
            List<Map.Entry<String, Group>> first = groups.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, Group>>comparingLong(group -> -group.getValue().count)
                            .thenComparing(Map.Entry::getKey))
                    .limit(PLACES)
                    .toList();
            for (int i = 0; i < first.size(); i++) {
                sink.top(
                        endMs, ascii(first.get(i).getKey()), i + 1, first.get(i).getValue().count);
            }
            return;
        }
        groups.forEach((key, group) -> emit(endMs, ascii(key), group, sink));
    }

    private void emit(long endMs, byte[] key, Group group, ResultSink sink) {
        switch (job) {
            case VIEWS -> sink.views(endMs, key, group.count, group.sum);
            case HOP -> sink.hop(endMs, key, group.count, group.sum / group.count, group.largest, group.users.size());
            case RULES, YSB -> sink.rule(endMs, key, group.count);
            case TOPK, JOIN -> throw new IllegalArgumentException("the job " + job.id() + " has no such rows");
        }
    }

    private static String text(Map<String, String> event, String field) {
        String value = event.get(field);
        if (value == null) {
            throw new IllegalStateException("an event has no field '" + field + "': " + event);
        }
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Group {
        private final Set<String> users = new HashSet<>();
        private long count;
        private double sum;
        private double largest = Double.NEGATIVE_INFINITY;

        void add(double value, String user) {
            count++;
            sum += value;
            largest = Math.max(largest, value);
            users.add(user);
        }
    }
}
