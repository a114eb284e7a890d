package dev.freshet.topologies.job;

import dev.freshet.bolts.health.RedisJobBoards;
import java.util.Map;
import org.apache.storm.generated.StormTopology;

/**
 * What Storm takes: {@code cluster.submitTopology(name, config, topology)}, after {@code boards().reset()}.
 *
 * @param name the job's name, also in Redis
 * @param boards where the tasks tell how far they are; to be cleared by whoever submits, before it does
 */
public record Submission(String name, Map<String, Object> config, StormTopology topology, RedisJobBoards boards) {}
