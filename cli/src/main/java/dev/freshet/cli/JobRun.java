package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.PreparedJob;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A job from its servers to its summary, in this process. Everything that was started for it is stopped, whatever happens.
 *
 * @param asked what the user asked for
 * @param placement where its servers are
 * @param export the folder for the results as CSV; null for none
 * @param report what stdout is told of the run
 * @param keep whether embedded servers are left running
 */
record JobRun(
        JobSpecBuilder asked, Placement placement, @Nullable Path export, Report report, boolean keep) {
    /** What stdout is told of a run. */
    enum Report {
        /** Some lines for people. */
        TEXT,
        /** One JSON object and nothing else. */
        JSON,
        /** Nothing: the results are printed. */
        QUIET
    }

    /** Looks at the results of a job that has ended. */
    @FunctionalInterface
    interface Reading {
        void read(String job, ResultReader results);
    }

    /** Runs it, and lets somebody look at the results while its Redis is still there. */
    int run(Reading atEnd) {
        PrintStream messages = System.err;
        Terminal terminal = new Terminal();
        PreparedJob prepared = JobPlanner.prepare(asked.build());
        prepared.warnings().forEach(warning -> messages.println("freshet: " + warning));
        try (ScratchDirectory scratch = new ScratchDirectory();
                Servers servers = new Servers(scratch.place(), false)) {
            scratch.asTemporaryDirectory();
            Interrupt interrupt = new Interrupt();
            PreparedJob job = placement.place(prepared, servers, text -> messages.println("freshet: " + text));
            String url = LocalRun.redisUrl(job);
            try (ResultReader results = ResultReader.open(RedisConfig.parse(url))) {
                LocalRun.requireAnswer(results, url);
                LocalRun.Ended ended;
                try (JobView view = new JobView(job, url, results, messages, terminal)) {
                    ended = new LocalRun(job, interrupt, view, scratch).run(results);
                }
                if (export != null) {
                    Exports.write(results, job.name(), export, messages);
                }
                warn(ended.summary().progress(), messages);
                tell(ended.summary());
                atEnd.read(job.name(), results);
                if (keep) {
                    keep(servers, job, messages);
                }
                return ended.outcome().exitCode();
            }
        }
    }

    private static void keep(Servers servers, PreparedJob job, PrintStream messages) {
        if (servers.hasKafka()) {
            messages.println("freshet: Kafka goes on at " + job.settings().get(Keys.KAFKA_BROKERS)
                    + "; 'freshet kafka stop' ends it");
        }
        servers.keep();
        messages.println("freshet: Redis goes on at " + LocalRun.redisUrl(job) + "; 'freshet results " + job.name()
                + "' reads it, 'freshet redis stop' ends it");
    }

    private static void warn(JobProgress progress, PrintStream messages) {
        if (progress.eventsIn() == 0) {
            messages.println("freshet: warning: there were no events");
        } else if (progress.count("dead") == progress.eventsIn()) {
            messages.println("freshet: warning: no event could be used: " + progress.deadByReason());
        }
    }

    private void tell(RunSummary summary) {
        switch (report) {
            case JSON -> System.out.println(summary.json());
            case TEXT -> summary.text().forEach(System.out::println);
            case QUIET -> {}
        }
    }
}
