package dev.freshet.testkit.join;

import dev.freshet.testkit.join.JoinCase.Event;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB in this process, with the tables {@code l}, {@code r}, {@code s} and {@code u} of the events of the sides; times are BIGINT. */
final class DuckTables implements AutoCloseable {
    /** By side. */
    static final List<String> NAMES = List.of("l", "r", "s", "u");

    private final DuckDBConnection connection;

    DuckTables() throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = 1");
        for (String table : NAMES) {
            execute("CREATE TABLE " + table
                    + "(k VARCHAR, n BIGINT, id BIGINT, note VARCHAR, x DOUBLE, ok BOOLEAN, t BIGINT)");
        }
    }

    void load(String table, List<Event> events) throws SQLException {
        execute("DELETE FROM " + table);
        try (DuckDBAppender rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            for (Event event : events) {
                rows.beginRow();
                rows.append(event.k()).append(event.n()).append(event.ordinal()).append(event.note());
                rows.append(event.x()).append(event.ok()).append(event.time());
                rows.endRow();
            }
        }
    }

    /** The rows of a query as text, sorted. */
    List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    values.add(result.getObject(column));
                }
                rows.add(values.toString());
            }
        }
        rows.sort(null);
        return rows;
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
