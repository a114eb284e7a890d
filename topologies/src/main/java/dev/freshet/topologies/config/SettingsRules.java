package dev.freshet.topologies.config;

import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;

/** What keys demand of each other. */
final class SettingsRules {
    private SettingsRules() {}

    static void check(Settings settings, Problems problems) {
        int buffer = settings.get(Keys.RECEIVE_BUFFER);
        if (Integer.bitCount(buffer) != 1) {
            problems.usage(
                    place(settings, Keys.RECEIVE_BUFFER),
                    "storm.receive.buffer must be 64, 128 or 256 (is " + buffer + ")");
        }
        if (settings.get(Keys.IN_FLIGHT_BYTES) < settings.get(Keys.BATCH_BYTES)) {
            problems.usage(
                    place(settings, Keys.IN_FLIGHT_BYTES),
                    "source.in-flight.bytes must not be less than source.batch.bytes ("
                            + settings.get(Keys.IN_FLIGHT_BYTES) + " < " + settings.get(Keys.BATCH_BYTES) + ")");
        }
        if (settings.get(Keys.SINK_FLUSH_INTERVAL)
                        .compareTo(settings.get(Keys.MESSAGE_TIMEOUT).dividedBy(2))
                > 0) {
            problems.usage(
                    place(settings, Keys.SINK_FLUSH_INTERVAL),
                    "sink.flush.interval must be at most half of message.timeout, or results would be sent again");
        }
        if (settings.get(Keys.CHECKPOINT_DEADLINE).compareTo(settings.get(Keys.CHECKPOINT_INTERVAL)) < 0) {
            problems.usage(
                    place(settings, Keys.CHECKPOINT_DEADLINE),
                    "checkpoint.deadline must not be shorter than checkpoint.interval");
        }
        double spoilt = settings.get(Keys.NETWORK_MALFORMED)
                + settings.get(Keys.NETWORK_TOO_LATE)
                + settings.get(Keys.NETWORK_OUT_OF_ORDER);
        if (spoilt > 1) {
            problems.usage(
                    place(settings, Keys.NETWORK_OUT_OF_ORDER),
                    "the shares of network.generator.malformed, .too-late and .out-of-order must not add up to more than 1 (is "
                            + spoilt + ")");
        }
    }

    private static Place place(Settings settings, Key<?> key) {
        return settings.place(key).orElse(Place.of(key.name()));
    }
}
