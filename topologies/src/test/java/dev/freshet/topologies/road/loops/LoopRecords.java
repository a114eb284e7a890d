package dev.freshet.topologies.road.loops;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import java.util.List;

/** Generated readings, and the pipeline that takes them. */
final class LoopRecords {
    private LoopRecords() {}

    static List<byte[]> of(LoopSettings settings, int steps) {
        return new LoopGenerator(settings)
                .records((long) steps * settings.total())
                .toList();
    }

    /** With generated places. */
    static Plan plan(LoopSettings settings) {
        return JobPlanner.prepare(JobSpec.application("road")
                        .format("detectors")
                        .overrides(java.util.Map.of(
                                "road.detectors.generator.roads", "" + settings.roads(),
                                "road.detectors.generator.sensors", "" + settings.sensors()))
                        .build())
                .plan();
    }
}
