package dev.freshet.topologies.job;

import dev.freshet.core.plan.InputNode;
import dev.freshet.spouts.file.FileInput;
import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.GeneratorInput;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.topologies.behaviour.BehaviourGenerator;
import dev.freshet.topologies.behaviour.BehaviourSettings;
import dev.freshet.topologies.behaviour.InventoryGenerator;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.links.TelemetryGenerator;
import dev.freshet.topologies.links.TelemetrySettings;
import dev.freshet.topologies.market.MarketGenerator;
import dev.freshet.topologies.market.MarketSettings;
import dev.freshet.topologies.monitor.MetricGenerator;
import dev.freshet.topologies.monitor.MetricSettings;
import dev.freshet.topologies.network.FlowGenerator;
import dev.freshet.topologies.network.FlowSettings;
import dev.freshet.topologies.road.TrafficGenerator;
import dev.freshet.topologies.road.TrafficSettings;
import dev.freshet.topologies.road.loops.LoopGenerator;
import dev.freshet.topologies.road.loops.LoopSettings;
import java.nio.file.Path;
import java.util.List;

/** Makes what reads a bound input. */
final class Readers {
    /** The generators that inputs can name. */
    static final List<String> GENERATORS = List.of(
            "network",
            "links",
            "behaviour",
            "inventory",
            "market-trades",
            "market-quotes",
            "monitor",
            "road",
            "road-detectors");

    private Readers() {}

    static ReaderFactory of(BoundInput bound, PreparedJob job) {
        Settings settings = job.settings();
        long events = settings.get(Keys.GENERATOR_EVENTS);
        if (bound.binding() instanceof Binding.Files files) {
            return new FileInput(
                    files.files().stream().map(Path::toString).toList(), events == 0 ? FileInput.ALL : events);
        }
        if (bound.binding() instanceof Binding.Topic topic) {
            return KafkaReaders.of(topic, bound, job);
        }
        return new GeneratorInput(generator(bound.input(), settings), events == 0 ? GeneratorInput.ENDLESS : events, 0);
    }

    private static EventGenerator generator(InputNode input, Settings settings) {
        return switch (input.generator()) {
            case "behaviour" -> new BehaviourGenerator(BehaviourSettings.of(settings, input.outOfOrderMs()));
            case "inventory" -> new InventoryGenerator(BehaviourSettings.of(settings, input.outOfOrderMs()));
            case "links" -> new TelemetryGenerator(TelemetrySettings.of(settings, input.outOfOrderMs()));
            case "market-trades" -> MarketGenerator.trades(MarketSettings.of(settings, input.outOfOrderMs()));
            case "market-quotes" -> MarketGenerator.quotes(MarketSettings.of(settings, input.outOfOrderMs()));
            case "monitor" -> new MetricGenerator(MetricSettings.of(settings));
            case "road" -> new TrafficGenerator(TrafficSettings.of(settings));
            case "road-detectors" -> new LoopGenerator(LoopSettings.of(settings));
            default -> new FlowGenerator(FlowSettings.of(settings, input.outOfOrderMs()));
        };
    }
}
