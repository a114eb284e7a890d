package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.util.List;
import java.util.Optional;

/** Plans of pipeline files. */
final class Plans {
    private Plans() {}

    static Plan read(String yaml) {
        Problems problems = new Problems();
        Optional<PlanFile> file = PlanReader.read("test.yaml", yaml, List.of(), problems);
        assertThat(problems.all()).as(yaml).isEmpty();
        return file.orElseThrow().plan();
    }
}
