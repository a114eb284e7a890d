package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Plan;
import java.util.Optional;

/**
 * What stands in a pipeline's file.
 *
 * @param config the application's own configuration, which stands above {@code conf/freshet.yaml}
 */
public record PlanFile(Plan plan, Optional<YamlNode> config) {}
