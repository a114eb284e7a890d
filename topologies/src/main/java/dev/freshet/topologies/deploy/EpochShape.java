package dev.freshet.topologies.deploy;

import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tasks take part in a job's epochs: all there are. */
public final class EpochShape {
    private static final int SHOWN = 80;

    private EpochShape() {}

    /**
     * The shape of the topology that a plan is compiled to.
     *
     * @param submission greater for every submission of the job
     * @param from {@link JobShape#LATEST}, {@link JobShape#SCRATCH} or a savepoint's name
     */
    public static JobShape of(Plan plan, Settings settings, long submission, String from) {
        int parallelism = settings.get(Keys.PARALLELISM);
        List<JobShape.Component> components = new ArrayList<>();
        for (Component component : new Layout(plan).components()) {
            components.add(new JobShape.Component(
                    component.id(),
                    component.isSingle() ? 1 : parallelism,
                    component.input() != null,
                    fingerprint(component.operator())));
        }
        components.add(new JobShape.Component(Ids.RESULTS, settings.get(Keys.SINK_PARALLELISM), false, ""));
        if (!plan.topics().isEmpty()) {
            components.add(new JobShape.Component(Ids.TOPICS, settings.get(Keys.SINK_PARALLELISM), false, ""));
        }
        components.add(new JobShape.Component(Ids.DEAD, 1, false, ""));
        return new JobShape(plan.name(), submission, from, components);
    }

    /** What the operator's state is of; empty where it keeps none that could not be restored by any other. */
    private static String fingerprint(@Nullable OperatorSpec operator) {
        if (operator == null || operator instanceof ChainSpec || operator instanceof LookupSpec) {
            return "";
        }
        StateOutput whole = new StateOutput();
        whole.putText(operator.describe());
        whole.putText(operator.outputSchema().toString());
        String text = operator.describe();
        // Enough of it for people to see what changed; the rest is in the number.
        return (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…")
                + String.format(" #%016x", whole.hash());
    }
}
