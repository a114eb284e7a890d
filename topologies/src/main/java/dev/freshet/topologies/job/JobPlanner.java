package dev.freshet.topologies.job;

import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.plan.Plan;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.topologies.config.Key;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.config.SettingsReader;
import dev.freshet.topologies.deploy.StormConfig;
import dev.freshet.topologies.deploy.TopologyPlanner;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Pipeline;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.problem.ProblemsException;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From what a user asks for to what Storm takes.
 *
 * <pre>{@code
 * PreparedJob job = JobPlanner.prepare(spec);              // reads YAML, configuration and samples; starts and connects to nothing
 * job = job.with("redis.url", redis.url());                // where a server was started for it
 * Submission submission = JobPlanner.submission(job, System.currentTimeMillis());
 * submission.boards().reset();
 * cluster.submitTopology(submission.name(), submission.config(), submission.topology());
 * }</pre>
 */
public final class JobPlanner {
    private JobPlanner() {}

    /** The applications that ship. */
    public static List<String> applications() {
        return ApplicationFiles.APPLICATIONS;
    }

    /**
     * Finds out what is to be run.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static PreparedJob prepare(JobSpec spec) {
        Problems problems = new Problems();
        Optional<PlanFile> file = read(spec, Pipeline.DEFAULT_RETAIN, problems);
        Settings settings = settings(spec, file, problems);
        if (file.isEmpty()) {
            problems.throwIfAny();
            throw new IllegalArgumentException("a job needs an application or a question");
        }
        Plan plan = keptAsSet(spec, file.get().plan(), settings, problems);
        List<BoundInput> bound = new InputBinder(plan, ApplicationFormats.plain(spec, plan), problems).bind();
        spec.name().ifPresent(name -> {
            try {
                Assembly.requireName("a job's", name);
            } catch (PipelineException e) {
                problems.usage(Place.of("--name"), e.text());
            }
        });
        StartFrom from =
                spec.from().map(option -> StartFrom.parse(option, problems)).orElse(StartFrom.UNSAID);
        KafkaReaders.check(spec, problems);
        problems.throwIfAny();
        Set<String> names = bound.stream().map(input -> input.input().name()).collect(Collectors.toSet());
        Plan deployed = plan.boundTo(names).named(spec.name().orElse(plan.name()));
        if (deployed.sinks().isEmpty()) {
            problems.usage(Place.of("--input"), "no result takes rows from " + String.join(", ", names));
            problems.throwIfAny();
        }
        return new PreparedJob(
                deployed, bound, settings, KafkaReaders.options(spec, from.topics()), from.state(), List.of());
    }

    /**
     * The whole plan of an application or file, with all its inputs, for {@code explain}.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static Plan plan(String nameOrFile) {
        return pipeline(nameOrFile).plan();
    }

    /**
     * The pipeline of an application or file, with its configuration.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static PlanFile pipeline(String nameOrFile) {
        Problems problems = new Problems();
        Optional<PlanFile> file = ApplicationFiles.pipeline(nameOrFile, problems)
                .flatMap(text -> plan(text, Pipeline.DEFAULT_RETAIN, problems));
        problems.throwIfAny();
        return file.orElseThrow();
    }

    /**
     * The job compiled to a topology.
     *
     * @param run a number that grows from run to run: now, epoch ms
     * @throws ProblemsException where settings contradict each other
     */
    public static Submission submission(PreparedJob job, long run) {
        Settings settings = job.settings();
        RedisConfig redis = RedisConfig.parse(settings.get(Keys.REDIS_URL));
        RedisJobBoards boards = new RedisJobBoards(redis, job.name(), run);
        Map<String, ReaderFactory> readers = new HashMap<>();
        Map<String, Double> speeds = new HashMap<>();
        for (BoundInput input : job.inputs()) {
            readers.put(input.input().name(), Readers.of(input, job));
            boolean demonstration = input.binding() instanceof Binding.Generator && !input.bounded();
            speeds.put(
                    input.input().name(),
                    demonstration && !settings.isSet(Keys.SPEED) ? 1.0 : settings.get(Keys.SPEED));
        }
        TopologyPlanner planner = new TopologyPlanner(
                job.plan(),
                readers,
                speeds,
                settings,
                redis,
                boards,
                run,
                Checkpoints.spec(job, run).orElse(null),
                job.kafka().properties());
        return new Submission(job.name(), StormConfig.of(settings), planner.compile(), boards);
    }

    /** What reads an input of the job, for a topology that is put together in another way. */
    public static ReaderFactory reader(PreparedJob job, String input) {
        return job.inputs().stream()
                .filter(bound -> bound.input().name().equals(input))
                .map(bound -> Readers.of(bound, job))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("the job has no input '" + input + "'"));
    }

    private static Optional<PlanFile> read(JobSpec spec, Duration defaultRetain, Problems problems) {
        return spec.question().isPresent()
                ? QuestionReader.read(spec, spec.question().get(), defaultRetain, problems)
                : spec.application()
                        .flatMap(name -> text(name, spec, problems))
                        .flatMap(text -> plan(text, defaultRetain, problems))
                        .map(file -> ApplicationFormats.applied(file, spec, defaultRetain, problems));
    }

    /** What an application's pipeline is with what is asked of it. */
    private static Optional<ApplicationFiles.Text> text(String name, JobSpec spec, Problems problems) {
        Optional<ApplicationFiles.Text> whole = ApplicationFormats.whole(spec);
        if (whole.isPresent()) {
            return DetectorsText.of(whole.get(), spec, early(spec), problems);
        }
        return ApplicationFiles.pipeline(name, problems).flatMap(shipped -> switch (name) {
            case MonitorText.APPLICATION -> MonitorText.of(shipped, spec, early(spec), problems);
            case RoadText.APPLICATION -> RoadText.of(shipped, early(spec).get(Keys.ROAD_HISTORICAL_TOLLS), problems);
            default -> Optional.of(shipped);
        });
    }

    /** Settings before the pipeline is read. What is wrong with them is told when they are read with the pipeline's own. */
    private static Settings early(JobSpec spec) {
        return settings(spec, Optional.empty(), new Problems());
    }

    private static Optional<PlanFile> plan(ApplicationFiles.Text text, Duration defaultRetain, Problems problems) {
        return PlanReader.read(text.source(), text.text(), Readers.GENERATORS, defaultRetain, problems);
    }

    /**
     * The plan with results kept as long as the settings say where it says nothing itself. A pipeline's file holds settings
     * too, so it is read before they are known, and once more where they turn out to be others.
     */
    private static Plan keptAsSet(JobSpec spec, Plan plan, Settings settings, Problems problems) {
        if (!problems.isEmpty() || settings.get(Keys.SINK_RETAIN).equals(Pipeline.DEFAULT_RETAIN)) {
            return plan;
        }
        return read(spec, settings.get(Keys.SINK_RETAIN), problems)
                .map(PlanFile::plan)
                .orElse(plan);
    }

    private static Settings settings(JobSpec spec, Optional<PlanFile> file, Problems problems) {
        SettingsReader reader = new SettingsReader(problems);
        ApplicationFiles.Text shipped = ApplicationFiles.configuration();
        reader.yaml(shipped.source(), shipped.text());
        file.flatMap(PlanFile::config).ifPresent(reader::node);
        spec.conf()
                .flatMap(path -> ApplicationFiles.file(path, problems))
                .ifPresent(text -> reader.yaml(text.source(), text.text()));
        reader.environment(spec.environment()).overrides(spec.overrides());
        spec.events().ifPresent(value -> option(reader, "--events", Keys.GENERATOR_EVENTS, value));
        spec.seed().ifPresent(value -> {
            option(reader, "--seed", Keys.NETWORK_SEED, value);
            option(reader, "--seed", Keys.LINKS_SEED, value);
            option(reader, "--seed", Keys.BEHAVIOUR_SEED, value);
            option(reader, "--seed", Keys.MARKET_SEED, value);
            option(reader, "--seed", Keys.MONITOR_SEED, value);
            option(reader, "--seed", Keys.ROAD_SEED, value);
        });
        spec.parallelism().ifPresent(value -> option(reader, "--parallelism", Keys.PARALLELISM, value));
        spec.workers().ifPresent(value -> option(reader, "--workers", Keys.WORKERS, value));
        spec.speed().ifPresent(value -> option(reader, "--speed", Keys.SPEED, value));
        if (spec.events().isPresent() && spec.events().getAsLong() < 1) {
            problems.usage(
                    Place.of("--events"),
                    "--events must be at least 1 (is " + spec.events().getAsLong() + ")");
        }
        return reader.settings();
    }

    private static void option(SettingsReader reader, String option, Key<?> key, Object value) {
        reader.option(option, key, String.valueOf(value));
    }
}
