package dev.freshet.bench.flink.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.freshet.bench.flink.source.BlockParser;
import dev.freshet.bench.job.Block;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads from JSON what a job needs and no more: leaves a record that the job drops, or of which it has all. */
final class JacksonEvents implements BlockParser<Event> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    private static final int WIDTH = 8;

    private final Fields fields;
    private final int needed;
    private final Event event = new Event();

    JacksonEvents(Fields fields) {
        this.fields = fields;
        this.needed = fields.count();
    }

    @Override
    public void parse(Block records, Consumer<Event> into) throws IOException {
        for (int i = 0; i < records.count(); i++) {
            if (parse(records.data(), records.from(i), records.length(i))) {
                into.accept(event);
            }
        }
    }

    /** The event that was parsed last. */
    Event event() {
        return event;
    }

    /** Returns whether the job keeps the record. */
    boolean parse(byte[] data, int from, int length) throws IOException {
        try (JsonParser parser = JSON.createParser(data, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a record is no JSON object");
            }
            int missing = needed;
            for (String name = parser.nextFieldName(); name != null && missing > 0; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                int read = read(parser, name, token);
                if (read < 0) {
                    return false;
                }
                missing -= read;
            }
            if (missing > 0) {
                throw new IOException("a record lacks " + missing + " fields");
            }
            return true;
        }
    }

    /** Returns how many fields were needed of this one, -1 if the record is to be dropped. */
    private int read(JsonParser parser, String name, JsonToken token) throws IOException {
        switch (name) {
            case "ts":
                event.timeMs = parser.getLongValue();
                return 1;
            case "value":
                if (fields.value()) {
                    event.value = parser.getDoubleValue();
                    return 1;
                }
                return 0;
            case "page":
                if (fields.page()) {
                    event.page = eight(parser);
                }
                return (fields.page() ? 1 : 0) + text(parser, 2);
            case "type":
                return fields.onlyViews() || fields.paired() ? type(parser) : 0;
            case "user":
                if (fields.user()) {
                    event.user = eight(parser);
                }
                return (fields.user() ? 1 : 0) + text(parser, 0);
            case "session":
                return text(parser, 1);
            case "agent":
                return text(parser, 3);
            default:
                if (token.isStructStart()) {
                    parser.skipChildren();
                }
                return 0;
        }
    }

    private int type(JsonParser parser) throws IOException {
        char first = parser.getTextCharacters()[parser.getTextOffset()];
        event.purchase = first == 'p';
        return isView(parser) || fields.paired() && event.purchase ? 1 : -1;
    }

    private int text(JsonParser parser, int at) throws IOException {
        if (!fields.texts()) {
            return 0;
        }
        event.texts[at] = parser.getText();
        return 1;
    }

    private static boolean isView(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int at = parser.getTextOffset();
        return parser.getTextLength() == 4
                && text[at] == 'v'
                && text[at + 1] == 'i'
                && text[at + 2] == 'e'
                && text[at + 3] == 'w';
    }

    private static long eight(JsonParser parser) throws IOException {
        if (parser.getTextLength() != WIDTH) {
            throw new IOException("a page or user has not " + WIDTH + " characters: " + parser.getText());
        }
        char[] text = parser.getTextCharacters();
        int at = parser.getTextOffset();
        long packed = 0;
        for (int i = at; i < at + WIDTH; i++) {
            packed = packed << 8 | text[i] & 0xFF;
        }
        return packed;
    }
}
