package dev.freshet.bench.freshet;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.answer.RowHash;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobQuery;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import java.util.List;
import java.util.Objects;

/** Reads a job's results back from Redis as anybody would, by the results contract. */
final class ResultsInRedis {
    private final RedisConfig redis;
    private final String jobName;
    private final JobName job;
    private final List<String> names;

    ResultsInRedis(RedisConfig redis, String jobName, JobName job) {
        this.redis = redis;
        this.jobName = jobName;
        this.job = job;
        this.names = AnswerRows.names(job);
    }

    Answer answer() {
        Answer answer = new Answer();
        try (ResultReader reader = ResultReader.open(redis)) {
            ResultSpec spec =
                    reader.result(jobName, JobQuery.RESULT).orElseThrow().spec();
            List<Field> fields = spec.valueFields();
            if (spec.kind() == ResultKind.TOP) {
                for (long board : reader.boards(spec, 0, Long.MAX_VALUE)) {
                    reader.board(spec, board).forEach(row -> add(fields, row, answer));
                }
            } else {
                for (String key : reader.keys(spec)) {
                    reader.windows(spec, key, 0, Long.MAX_VALUE, row -> add(fields, row, answer));
                }
            }
        }
        return answer;
    }

    private void add(List<Field> fields, ResultRow row, Answer to) {
        if (job == JobName.RULES) {
            for (int i = 0; i < fields.size(); i++) {
                long count = (Long) Objects.requireNonNull(row.values().get(i));
                if (count > 0) {
                    to.add(RowHash.and(RowHash.of(row.endMs(), fields.get(i).name()), count));
                }
            }
            return;
        }
        Object[] values = names.stream()
                .map(name -> Objects.requireNonNull(row.values().get(index(fields, name))))
                .toArray();
        long hash = RowHash.of(row.endMs(), (String) values[0]);
        int exact = job == JobName.HOP ? values.length - 1 : values.length;
        for (int i = 1; i < exact; i++) {
            hash = values[i] instanceof Double value ? RowHash.and(hash, value) : RowHash.and(hash, (Long) values[i]);
        }
        if (job == JobName.HOP) {
            to.add(hash, (Long) values[exact]);
        } else {
            to.add(hash);
        }
    }

    private static int index(List<Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("the result has no column '" + name + "'");
    }
}
