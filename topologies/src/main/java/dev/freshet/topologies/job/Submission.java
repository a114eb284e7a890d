package dev.freshet.topologies.job;

import java.util.Map;
import org.apache.storm.generated.StormTopology;

/**
 * What Storm takes: {@code cluster.submitTopology(name, config, topology)}.
 *
 * @param name the job's name, also in Redis
 */
public record Submission(String name, Map<String, Object> config, StormTopology topology) {}
