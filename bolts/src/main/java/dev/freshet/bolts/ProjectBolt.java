package dev.freshet.bolts;

import dev.freshet.core.operator.ProjectSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/** Makes other columns of each row. */
public class ProjectBolt extends OperatorBolt {
    /** @param edges where the rows go */
    public ProjectBolt(String name, ProjectSpec projection, EdgeSpec... edges) {
        super(HostSpec.stateless(name, projection, List.of(edges), NoBoard.INSTANCE));
    }
}
