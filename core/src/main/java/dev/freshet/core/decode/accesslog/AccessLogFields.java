package dev.freshet.core.decode.accesslog;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * The fields of web access logs, common ({@code %h %l %u %t "%r" %>s %b}) and combined (with {@code "%{Referer}i"
 * "%{User-agent}i"} behind). Where a line has {@code -} a field is NULL, but for {@link #BYTES}, where that means 0. Text
 * stands as it was logged: servers escape quotes and bytes that cannot be printed as {@code \"} and {@code \xhh}.
 */
public final class AccessLogFields {
    public static final String CLIENT = "client";
    public static final String IDENT = "ident";
    public static final String USER = "user";
    public static final String TIME = "time";
    /** The whole request line. */
    public static final String REQUEST = "request";
    /** The request line's first word; NULL where it is none of HTTP's. */
    public static final String METHOD = "method";
    /** What was asked for, with its query; NULL where the request line is none of HTTP's. */
    public static final String PATH = "path";
    /** For example {@code HTTP/1.1}; NULL where the request line has none. */
    public static final String PROTOCOL = "protocol";

    public static final String STATUS = "status";
    /** The size of the answer. */
    public static final String BYTES = "bytes";

    public static final String REFERRER = "referrer";
    public static final String AGENT = "agent";

    /** How the time is written: {@code 17/May/2015:10:05:03 +0000}. */
    public static final TimeFormat TIME_FORMAT = new TimeFormat.Pattern("dd/MMM/yyyy:HH:mm:ss Z");

    private static final Schema SCHEMA = Schema.of(
            Field.required(CLIENT, Type.VARCHAR),
            Field.nullable(IDENT, Type.VARCHAR),
            Field.nullable(USER, Type.VARCHAR),
            Field.required(TIME, Type.TIMESTAMP),
            Field.nullable(REQUEST, Type.VARCHAR),
            Field.nullable(METHOD, Type.VARCHAR),
            Field.nullable(PATH, Type.VARCHAR),
            Field.nullable(PROTOCOL, Type.VARCHAR),
            Field.required(STATUS, Type.BIGINT),
            Field.required(BYTES, Type.BIGINT),
            Field.nullable(REFERRER, Type.VARCHAR),
            Field.nullable(AGENT, Type.VARCHAR));

    private AccessLogFields() {}

    /** All fields with their types: what an access log has where no schema is declared. */
    public static Schema schema() {
        return SCHEMA;
    }

    /** The same with where they stand and how the time is written. */
    public static List<FieldSpec> specs() {
        return SCHEMA.fields().stream()
                .map(field -> new FieldSpec(field, field.name(), TIME_FORMAT))
                .toList();
    }
}
