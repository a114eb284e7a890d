package dev.freshet.bench.kstreams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.freshet.bench.job.JobName;
import java.io.IOException;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads events from JSON, and of them no more than the job needs; null for those that it drops. */
final class EventParser implements Deserializer<@Nullable Event> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final Progress progress;
    private final Set<String> types;
    private final Set<String> needed;

    EventParser(JobName job, Progress progress) {
        this.progress = progress;
        this.types = job == JobName.JOIN ? Set.of("view", "purchase") : Set.of("view");
        this.needed = switch (job) {
            case VIEWS -> Set.of("page", "type", "ts", "value");
            case HOP -> Set.of("user", "page", "ts", "value");
            case TOPK -> Set.of("page", "ts");
            case RULES -> Set.of("user", "session", "page", "ts", "value", "agent");
            case JOIN -> Set.of("user", "type", "ts", "value");
            case YSB -> Set.of("page", "type", "ts");
        };
    }

    @Override
    public @Nullable Event deserialize(String topic, byte[] record) {
        progress.started();
        try (JsonParser parser = JSON.createParser(record)) {
            Event event = parse(parser);
            progress.read(event != null);
            return event;
        } catch (IOException e) {
            throw new SerializationException(e);
        }
    }

    private @Nullable Event parse(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a record is no JSON object");
        }
        long timeMs = 0;
        double value = 0;
        String type = "";
        String page = "";
        String user = "";
        String session = "";
        String agent = "";
        int missing = needed.size();
        for (String name = parser.nextFieldName(); name != null && missing > 0; name = parser.nextFieldName()) {
            parser.nextToken();
            if (!needed.contains(name)) {
                parser.skipChildren();
                continue;
            }
            missing--;
            switch (name) {
                case "ts" -> timeMs = parser.getLongValue();
                case "value" -> value = parser.getDoubleValue();
                case "page" -> page = parser.getText();
                case "user" -> user = parser.getText();
                case "session" -> session = parser.getText();
                case "agent" -> agent = parser.getText();
                default -> {
                    type = parser.getText();
                    if (!types.contains(type)) {
                        return null;
                    }
                }
            }
        }
        if (missing > 0) {
            throw new IOException("a record lacks " + missing + " fields");
        }
        return new Event(timeMs, type, page, value, user, session, agent);
    }
}
