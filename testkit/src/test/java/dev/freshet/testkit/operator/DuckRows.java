package dev.freshet.testkit.operator;

import dev.freshet.testkit.operator.FlowCase.Flow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB in this process, with events as the table {@code flows(rid, time, src, port, bytes)}. */
final class DuckRows implements AutoCloseable {
    private final DuckDBConnection connection;

    DuckRows() throws SQLException {
        Connection opened = DriverManager.getConnection("jdbc:duckdb:");
        connection = opened.unwrap(DuckDBConnection.class);
        execute("SET threads = 1");
        execute("CREATE TABLE flows(rid BIGINT, time BIGINT, src VARCHAR, port BIGINT, bytes BIGINT, ratio DOUBLE)");
    }

    /** Puts these events in place of those that were there. */
    void load(FlowCase flows) throws SQLException {
        execute("DELETE FROM flows");
        try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "flows")) {
            long rid = 0;
            for (List<Flow> partition : flows.partitions) {
                for (Flow flow : partition) {
                    appender.beginRow();
                    appender.append(rid++);
                    appender.append(flow.time());
                    append(appender, flow.src());
                    append(appender, flow.port());
                    append(appender, flow.bytes());
                    Double ratio = flow.ratio();
                    if (ratio == null) {
                        appender.appendNull();
                    } else {
                        appender.append(ratio.doubleValue());
                    }
                    appender.endRow();
                }
            }
        }
    }

    /** The rows of a query, and how often each is among them. */
    Map<List<@Nullable Object>, Long> query(String sql) throws SQLException {
        Map<List<@Nullable Object>, Long> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    row.add(result.getObject(column));
                }
                rows.merge(row, 1L, Long::sum);
            }
        }
        return rows;
    }

    private static void append(DuckDBAppender appender, @Nullable String text) throws SQLException {
        if (text == null) {
            appender.appendNull();
        } else {
            appender.append(text);
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Long value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value.longValue());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
