package dev.freshet.bench.kstreams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads views from JSON, and of them no more than is needed; null for all other events. */
final class ViewParser implements Deserializer<@Nullable Event> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private static final int NEEDED = 4;

    private final Runnable onRecord;

    /**
     * @param onRecord called for each record
     */
    ViewParser(Runnable onRecord) {
        this.onRecord = onRecord;
    }

    @Override
    public @Nullable Event deserialize(String topic, byte[] record) {
        onRecord.run();
        try (JsonParser parser = JSON.createParser(record)) {
            return parse(parser);
        } catch (IOException e) {
            throw new SerializationException(e);
        }
    }

    private static @Nullable Event parse(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a record is no JSON object");
        }
        long timeMs = 0;
        String page = "";
        double value = 0;
        int missing = NEEDED;
        for (String name = parser.nextFieldName(); name != null && missing > 0; name = parser.nextFieldName()) {
            parser.nextToken();
            missing--;
            switch (name) {
                case "ts" -> timeMs = parser.getLongValue();
                case "value" -> value = parser.getDoubleValue();
                case "page" -> page = parser.getText();
                case "type" -> {
                    if (!parser.getText().equals("view")) {
                        return null;
                    }
                }
                default -> {
                    missing++;
                    parser.skipChildren();
                }
            }
        }
        if (missing > 0) {
            throw new IOException("a record lacks " + missing + " fields");
        }
        return new Event(timeMs, page, value);
    }
}
