package dev.freshet.cli;

import dev.freshet.bolts.health.RuleSets;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.rule.RulesSpec;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.RulesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet rules}: exchanges the rules of a job that runs. */
@Command(
        name = "rules",
        description = "Checks a file of rules, or hands it to a running job.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  freshet rules check rules.yaml --for guard.yaml",
            "  freshet rules push guard rules.yaml --for guard.yaml --redis redis://host:6379"
        })
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check or push");
    }

    @Command(
            name = "check",
            description = "Checks a file of rules and says what is wrong.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE") Path file, @Mixin Target target) {
        RuleSet set = target.read(file);
        System.out.println("version " + set.version() + ": " + set.size());
        return Failures.DONE;
    }

    @Command(
            name = "push",
            description = "Checks a file of rules and hands it to a job, which takes it between two batches.",
            mixinStandardHelpOptions = true)
    int push(
            @Parameters(paramLabel = "JOB") String job,
            @Parameters(paramLabel = "FILE") Path file,
            @Mixin Target target,
            @Option(names = "--shadow", description = "Hand it over as the set that is only compared.") boolean shadow,
            @Mixin RedisOption redis) {
        Step.Rules step = target.step();
        RuleSet set = target.read(file);
        RedisConfig config = redis.answering();
        String name = shadow ? RulesSpec.shadowName(step.name()) : step.name();
        boolean changed;
        try {
            set.replaces(shadow ? step.shadow() : step.live());
            changed = RuleSets.push(config, job, name, set, step.input());
        } catch (IllegalArgumentException e) {
            throw CliException.failed(file + ": " + e.getMessage());
        }
        System.out.println((changed ? "pushed version " : "there already: version ") + set.version() + ": " + set.size()
                + " for '" + step.name() + "' of job '" + job + "'");
        return Failures.DONE;
    }

    /** The rules of a plan. */
    static final class Target {
        @Option(
                names = "--for",
                required = true,
                paramLabel = "APP|FILE.yaml",
                description = "The application or pipeline file that the job runs.")
        private String application = "";

        @Option(
                names = "--stream",
                paramLabel = "NAME",
                description = "The stream or result whose rules are meant, if there are several.")
        private String stream = "";

        private Step.@Nullable Rules found;

        Step.Rules step() {
            Step.@Nullable Rules known = found;
            if (known == null) {
                known = find(JobPlanner.pipeline(application).plan());
                found = known;
            }
            return known;
        }

        RuleSet read(Path file) {
            Problems problems = new Problems();
            String text;
            try {
                text = Files.readString(file);
            } catch (IOException e) {
                problems.failure(Place.of(file.toString()), "cannot be read: " + e);
                problems.throwIfAny();
                throw new IllegalStateException(e);
            }
            Optional<RuleSet> set = RulesReader.file(file.toString(), text, step().input(), problems);
            problems.throwIfAny();
            return set.orElseThrow();
        }

        private Step.Rules find(Plan plan) {
            List<Step.Rules> all = plan.rules(stream);
            if (all.size() == 1) {
                return all.get(0);
            }
            List<String> names = all.stream().map(Step.Rules::name).toList();
            throw CliException.wrongUse(
                    all.isEmpty()
                            ? "--for: '" + application + "' has no such rules"
                            : "--stream: say which rules are meant: one of " + String.join(", ", names));
        }
    }
}
