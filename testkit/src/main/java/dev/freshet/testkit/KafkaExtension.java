package dev.freshet.testkit;

import dev.freshet.services.kafka.KafkaBroker;

/**
 * A Kafka broker shared by the tests of the JVM, as a parameter of type {@link KafkaBroker}. Use topics of your own. A
 * test that stops it, or needs options, starts one with {@link KafkaBroker#start}.
 */
public final class KafkaExtension extends ServerExtension<KafkaBroker> {

    /** Used by JUnit. */
    public KafkaExtension() {
        super(KafkaBroker.class, KafkaBroker::start);
    }
}
