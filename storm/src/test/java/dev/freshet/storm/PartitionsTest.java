package dev.freshet.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.storm.daemon.GrouperFactory;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.generated.Grouping;
import org.apache.storm.tuple.Fields;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    @Test
    void ownersAreThoseThatStormChooses() {
        for (int partitions = 1; partitions <= 128; partitions++) {
            List<Integer> tasks = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                tasks.add(10 + 3 * i);
            }
            GrouperFactory.FieldsGrouper grouper =
                    new GrouperFactory.FieldsGrouper(Tuples.DATA_FIELDS, Grouping.fields(List.of(Tuples.PARTITION)));
            grouper.prepare(null, new GlobalStreamId("a", "b"), tasks);
            for (int partition = 0; partition < partitions; partition++) {
                int index = Partitions.taskIndex(partition, partitions);
                assertThat(grouper.chooseTasks(1, List.of(partition, "", ""))).containsExactly(tasks.get(index));
                assertThat(Partitions.ofTaskIndex(index, partitions)).isEqualTo(partition);
            }
        }
        assertThat(Tuples.DATA_FIELDS).isEqualTo(new Fields("partition", "delivery", "batch"));
    }
}
