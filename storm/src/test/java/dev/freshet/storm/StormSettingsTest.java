package dev.freshet.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.serialization.KryoValuesDeserializer;
import org.apache.storm.serialization.KryoValuesSerializer;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.Test;

class StormSettingsTest {
    private record Unknown(String text) implements java.io.Serializable {}

    @Test
    void whatIsAppliedIsRight() {
        assertThat(StormSettings.check(applied())).isEmpty();
    }

    @Test
    void everyContradictionIsTold() {
        Map<String, Object> conf = applied();
        conf.put(Config.TOPOLOGY_TRANSFER_BATCH_SIZE, 100);
        conf.put(Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, true);
        conf.put(Config.TOPOLOGY_ACKER_EXECUTORS, 0);
        conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 10);
        conf.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 32768);
        conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);
        assertThat(StormSettings.check(conf))
                .hasSize(6)
                .anyMatch(text -> text.equals("topology.transfer.batch.size must be 1 (is 100)"));
    }

    @Test
    void tuplesCrossTheWire() {
        Batch batch = batch();
        Delivery delivery = new Delivery(-7, 1, 2, 3, 70_000, 2);
        Control control = new Control(Long.MIN_VALUE, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, true);
        List<Object> back = roundTrip(Tuples.data(5, delivery, batch));
        assertThat(back.get(0)).isEqualTo(5);
        assertThat(back.get(1)).isEqualTo(delivery);
        Batch read = (Batch) back.get(2);
        assertThat(read.schema()).isEqualTo(batch.schema());
        assertThat(read.origin()).isEqualTo(batch.origin());
        assertThat(read.column(0).value(0)).isEqualTo("hello");
        assertThat(read.offset(0)).isEqualTo(9);
        assertThat(roundTrip(Tuples.control(control))).containsExactly(control);
        for (Control.Kind kind : Control.Kind.values()) {
            Control whole = new Control(kind, -7, 1L << 40, 300, 70_000, 5, 6, false);
            assertThat(roundTrip(Tuples.control(whole))).containsExactly(whole);
        }
    }

    @Test
    void javaSerializationIsOff() {
        assertThatThrownBy(() -> roundTrip(List.of(new Unknown("x")))).hasMessageContaining("Unknown");
    }

    private static List<Object> roundTrip(List<Object> values) {
        Map<String, Object> conf = applied();
        return new KryoValuesDeserializer(conf)
                .deserializeFrom(
                        new com.esotericsoftware.kryo.io.Input(new KryoValuesSerializer(conf).serialize(values)));
    }

    private static Map<String, Object> applied() {
        Config config = new Config();
        config.putAll(Utils.readDefaultConfig());
        StormSettings.apply(config);
        config.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 256);
        return config;
    }

    private static Batch batch() {
        BatchBuilder builder = new BatchBuilder(Schema.of(Field.nullable("text", Type.VARCHAR)));
        builder.putText(0, "hello");
        builder.endRow(1, 9, 0);
        return builder.build(new Origin("in", 3, 9, 9));
    }
}
