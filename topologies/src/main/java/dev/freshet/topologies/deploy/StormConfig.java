package dev.freshet.topologies.deploy;

import dev.freshet.storm.StormSettings;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import org.apache.storm.Config;

/** What a topology is submitted with. */
public final class StormConfig {
    private StormConfig() {}

    /**
     * The configuration that follows from the settings.
     *
     * @throws dev.freshet.topologies.problem.ProblemsException where it contradicts what our spouts and bolts rely on
     */
    public static Config of(Settings settings) {
        Config config = new Config();
        config.setNumWorkers(settings.get(Keys.WORKERS));
        config.put(Config.TOPOLOGY_ACKER_EXECUTORS, settings.get(Keys.ACKERS));
        config.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, (int)
                Math.max(1, settings.get(Keys.MESSAGE_TIMEOUT).toSeconds()));
        config.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, settings.get(Keys.RECEIVE_BUFFER));
        config.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
        StormSettings.apply(config);
        Problems problems = new Problems();
        StormSettings.check(config).forEach(problem -> problems.usage(Place.of("Storm's settings"), problem));
        problems.throwIfAny();
        return config;
    }
}
