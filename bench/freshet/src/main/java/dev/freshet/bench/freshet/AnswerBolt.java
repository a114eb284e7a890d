package dev.freshet.bench.freshet;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobName;
import dev.freshet.bolts.results.SinkSpec;
import dev.freshet.storm.Tuples;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** The sink in memory: takes a job's results into the run's answer, and acks them at once. */
final class AnswerBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final long runId;
    private final JobName job;
    private final SinkSpec spec;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable AnswerRows rows;
    private transient @Nullable Run run;

    AnswerBolt(long runId, JobName job, SinkSpec spec) {
        this.runId = runId;
        this.job = job;
        this.spec = spec;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        run = Run.of(runId);
        rows = new AnswerRows(job, spec.results().get(0).result().schema());
    }

    @Override
    public void execute(Tuple tuple) {
        if (!Tuples.isControl(tuple)) {
            Answer answer = new Answer();
            Objects.requireNonNull(rows).add(Tuples.batch(tuple), answer);
            Objects.requireNonNull(run).add(answer);
        }
        Objects.requireNonNull(collector).ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
