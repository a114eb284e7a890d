package dev.freshet.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DuckDB in this process, with the rows as a table and macros for what our semantics adds: see docs/expressions.md. */
final class DuckOracle implements AutoCloseable {
    /** What stands for a row that failed. */
    static final String FAILED = "ERROR";

    private static final List<String> SETUP = List.of(
            "PRAGMA disable_optimizer",
            "SET TimeZone = 'UTC'",
            "CREATE MACRO finite(v) AS CASE WHEN v IS NULL OR isfinite(v) THEN v ELSE CAST('not finite ' || v AS DOUBLE) END",
            "CREATE MACRO ratio(a, b) AS CASE WHEN a IS NOT NULL AND b = 0 THEN CAST('by zero ' || a AS DOUBLE) ELSE a / b END",
            "CREATE MACRO quotient(a, b) AS CASE WHEN a IS NOT NULL AND b = 0 THEN CAST('by zero ' || a AS BIGINT) ELSE a // b END",
            "CREATE MACRO remainder(a, b) AS CASE WHEN a IS NOT NULL AND b = 0 THEN CAST('by zero ' || a AS BIGINT)"
                    + " WHEN a IS NOT NULL AND b = -1 THEN 0::BIGINT ELSE a % b END",
            "CREATE MACRO whole_text(v) AS CASE WHEN v IS NULL OR regexp_full_match(v, '\\s*-?[0-9]+\\s*') THEN v ELSE 'no' END");

    private final Connection connection;

    DuckOracle() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        for (String sql : SETUP) {
            execute(sql);
        }
    }

    /**
     * Makes the table {@code rows} with an ordinal {@code rid}, a column {@code nothing} of NULL, and these columns. Each row
     * is there twice: DuckDB skips the other arguments of a function where a vector is one constant NULL, as that of a
     * single row is.
     */
    void load(String columns, List<String> rows) throws SQLException {
        execute("CREATE OR REPLACE TABLE rows(rid BIGINT, nothing BOOLEAN, " + columns + ")");
        for (int i = 0; i < rows.size(); i++) {
            String row = "(" + i + ", NULL, " + rows.get(i) + ")";
            execute("INSERT INTO rows VALUES " + row + ", " + row);
        }
    }

    /** Makes a table with these rows. */
    void table(String name, String columns, List<String> rows) throws SQLException {
        execute("CREATE OR REPLACE TABLE " + name + "(" + columns + ")");
        if (!rows.isEmpty()) {
            execute("INSERT INTO " + name + " VALUES (" + String.join("), (", rows) + ")");
        }
    }

    /** The rows that a query gives; whole numbers as Long. */
    List<List<@Nullable Object>> rows(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    Object value = result.getObject(column);
                    boolean whole = value instanceof Number && !(value instanceof Double);
                    row.add(whole ? (Object) ((Number) value).longValue() : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The value for each row, {@link #FAILED} for one that fails. */
    List<@Nullable Object> evaluate(String expression, int rows) throws SQLException {
        try {
            return query(expression, "");
        } catch (SQLException e) {
            if (!isRowError(e)) {
                throw e;
            }
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            try {
                values.addAll(query(expression, " WHERE rid = " + i));
            } catch (SQLException e) {
                if (!isRowError(e)) {
                    throw e;
                }
                values.add(FAILED);
            }
        }
        return values;
    }

    private static boolean isRowError(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Out of Range Error")
                || message.contains("Conversion Error")
                || message.contains("Invalid Input Error");
    }

    private List<@Nullable Object> query(String expression, String where) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT " + expression + " FROM rows" + where + " ORDER BY rid")) {
            for (boolean twin = false; result.next(); twin = !twin) {
                if (twin) {
                    continue;
                }
                Object value = result.getObject(1);
                values.add(value instanceof Integer number ? Long.valueOf(number) : value);
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
