package dev.freshet.topologies.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.schema.Schema;
import dev.freshet.topologies.job.JobPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NetworkDocsTest {
    private static final Pattern RESULT_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]*\\| `([\\w,]+)` \\|");

    @Test
    void columnsAreThoseTold() throws IOException {
        Map<String, String> told = new HashMap<>();
        Map<String, String> columns = new HashMap<>();
        for (String application : List.of("links", "behaviour")) {
            Matcher rows = RESULT_ROW.matcher(Files.readString(Path.of("../docs/" + application + ".md")));
            while (rows.find()) {
                told.put(rows.group(1), rows.group(2));
            }
            Plan plan = JobPlanner.plan(application);
            for (SinkNode sink : plan.sinks()) {
                Schema schema = plan.schema(sink.from());
                boolean windows = schema.names().get(0).equals("window_start");
                columns.put(
                        sink.name(),
                        String.join(",", windows ? schema.names().subList(2, schema.size() - 2) : schema.names()));
            }
        }
        assertThat(told).isEqualTo(columns);
    }
}
