package dev.freshet.core.plan;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinSpec;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.ExplodeSpec;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.process.PartitionSpec;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.rule.RuleMode;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.rule.RulesSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import dev.freshet.core.window.WindowSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A named stream of rows, made from another stream or an input. */
public sealed interface Step extends Serializable {
    /** Unique among the plan's inputs and steps. */
    String name();

    /** The input or the step whose rows it takes; of several the first. */
    String from();

    /** All inputs and steps whose rows it takes, in the order of its operator's inputs. */
    default List<String> inputs() {
        return List.of(from());
    }

    /** The rows it makes. */
    Schema schema();

    /** One line for people: {@code where status >= 400}. */
    String describe();

    /** Whether it keeps nothing from one row to the next, so that it can run wherever its rows are. */
    default boolean isStateless() {
        return this instanceof Filter
                || this instanceof Project
                || this instanceof Explode
                || this instanceof Partition
                || this instanceof Rules;
    }

    private static String by(List<String> keys) {
        return keys.isEmpty() ? "" : " by " + String.join(", ", keys);
    }

    /**
     * Keeps the rows for which a predicate is TRUE.
     *
     * @param text the predicate as it was written
     */
    record Filter(String name, String from, Schema schema, Expr predicate, String text) implements Step {
        @Override
        public String describe() {
            return "where " + text;
        }
    }

    /**
     * Makes other columns of each row.
     *
     * @param text the columns as they were written
     */
    record Project(String name, String from, List<NamedExpr> columns, String text) implements Step {
        public Project {
            columns = List.copyOf(columns);
        }

        @Override
        public Schema schema() {
            return new Schema(columns.stream()
                    .map(column -> new Field(
                            column.name(), column.expr().type(), column.expr().nullable()))
                    .toList());
        }

        @Override
        public String describe() {
            return "select " + text;
        }
    }

    /**
     * Makes a row of each part of a text.
     *
     * @param spec over the input's rows
     * @param text the text with its name, as it was written
     */
    record Explode(String name, String from, ExplodeSpec spec, String text) implements Step {
        @Override
        public Schema schema() {
            return spec.outputSchema();
        }

        @Override
        public String describe() {
            return "explode " + text;
        }
    }

    /**
     * Gives rows the part that a function of the user's says.
     *
     * @param spec over the input's rows
     */
    record Partition(String name, String from, PartitionSpec spec) implements Step {
        @Override
        public Schema schema() {
            return spec.outputSchema();
        }

        @Override
        public String describe() {
            return spec.describe();
        }
    }

    /**
     * Aggregates the rows of each key in each window.
     *
     * @param keys what rows are grouped by, over the input's rows; none for one result a window
     * @param schema {@code window_start, window_end}, the keys, the aggregates, {@code _kind, _rev}
     * @param text the aggregates as they were written
     */
    record Aggregate(
            String name,
            String from,
            List<NamedExpr> keys,
            WindowSpec window,
            List<AggregateCall> calls,
            Schema schema,
            String text)
            implements Step {
        public Aggregate {
            keys = List.copyOf(keys);
            calls = List.copyOf(calls);
        }

        /** With the schema that follows from keys and calls. */
        public static Aggregate of(
                String name,
                String from,
                List<NamedExpr> keys,
                WindowSpec window,
                List<AggregateCall> calls,
                String text) {
            List<Field> fields = new ArrayList<>(WindowColumns.leading());
            keys.forEach(key -> fields.add(
                    new Field(key.name(), key.expr().type(), key.expr().nullable())));
            calls.forEach(call -> fields.add(call.resultField()));
            fields.addAll(WindowColumns.trailing());
            return new Aggregate(name, from, keys, window, calls, new Schema(fields), text);
        }

        /** The columns of the key. */
        public List<String> keyNames() {
            return keys.stream().map(NamedExpr::name).toList();
        }

        @Override
        public String describe() {
            String by = keys.stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
            return (by.isEmpty() ? "" : "by " + by + " ") + "window " + Durations.window(window) + " aggregate " + text;
        }
    }

    /**
     * Keeps the first rows of each window by a column, greatest first; ties by the key, least first.
     *
     * @param n how many
     * @param by the column that they are ranked by
     * @param keys the columns of the key
     * @param schema {@code window_start, window_end, rank}, then the input's other columns
     */
    record Top(String name, String from, int n, String by, List<String> keys, Schema schema) implements Step {
        /** The column of the place, from 1. */
        public static final String RANK = "rank";

        public Top {
            keys = List.copyOf(keys);
            if (n < 1) {
                throw new IllegalArgumentException("a top needs at least one place (" + n + ")");
            }
        }

        /** With the schema that follows from the input's. */
        public static Top of(String name, String from, Schema input, int n, String by, List<String> keys) {
            List<Field> fields = new ArrayList<>(WindowColumns.leading());
            fields.add(Field.required(RANK, Type.BIGINT));
            fields.addAll(input.fields().subList(fields.size() - 1, input.size()));
            return new Top(name, from, n, by, keys, new Schema(fields));
        }

        @Override
        public String describe() {
            return "top " + n + " by " + by;
        }
    }

    /**
     * Drops rows of a key that come soon after one that was kept.
     *
     * @param keys the columns of the key; none for one key of everything
     * @param schema the rows, which stay as they are
     * @param withinMs for how long a kept row drops others, milliseconds
     */
    record Dedup(String name, String from, List<String> keys, Schema schema, long withinMs) implements Step {
        public Dedup {
            keys = List.copyOf(keys);
        }

        @Override
        public String describe() {
            return "dedup" + by(keys) + " within " + Durations.format(withinMs);
        }
    }

    /**
     * Gives each row columns that other rows of its key have a part in.
     *
     * @param keys the columns of the key; none for one key of everything
     * @param withinMs how far apart neighbours must be to begin anew, milliseconds; 0 for never
     * @param calls what looks at other rows
     * @param columns the new columns, over the input's with one for each call behind them
     * @param schema the input's columns, then the new ones
     * @param text the columns as they were written
     */
    record Analyze(
            String name,
            String from,
            List<String> keys,
            long withinMs,
            List<AnalyticCall> calls,
            List<NamedExpr> columns,
            Schema schema,
            String text)
            implements Step {
        public Analyze {
            keys = List.copyOf(keys);
            calls = List.copyOf(calls);
            columns = List.copyOf(columns);
        }

        @Override
        public String describe() {
            return "analyze" + by(keys) + (withinMs == 0 ? "" : " within " + Durations.format(withinMs)) + ": " + text;
        }
    }

    /**
     * Looks for a pattern in the rows of each key.
     *
     * @param spec over the input's rows
     * @param defines the conditions as they were written, in the order of the spec's
     * @param measures as they were written; empty for none
     */
    record Match(String name, String from, PatternSpec spec, List<String> defines, String measures) implements Step {
        public Match {
            defines = List.copyOf(defines);
        }

        @Override
        public Schema schema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            String by = spec.keys().stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
            StringBuilder text = new StringBuilder(by.isEmpty() ? "" : "by " + by + " ");
            text.append("match ").append(spec.pattern());
            for (int i = 0; i < defines.size(); i++) {
                text.append(i == 0 ? " where " : "; ")
                        .append(spec.defines().get(i).name());
                text.append(" is ").append(defines.get(i));
            }
            text.append(" within ").append(Durations.format(spec.withinMs()));
            text.append(spec.after() == AfterMatch.NEXT_ROW ? ", next at the next row" : "");
            return text + (measures.isEmpty() ? "" : ", measures " + measures);
        }
    }

    /**
     * Runs a program of the user's over the rows of each key.
     *
     * @param spec over the input's rows
     */
    record Process(String name, String from, ProcessSpec spec) implements Step {
        @Override
        public Schema schema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            String by = spec.keys().stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
            return (by.isEmpty() ? "" : "by " + by + " ") + "process " + spec.process() + ", keys kept for "
                    + Durations.format(spec.ttlMs());
        }
    }

    /**
     * Tests rows by rules that can be exchanged while the job runs.
     *
     * @param input the rows that the rules see
     * @param live what holds until another set is handed over
     * @param shadow a set that is only compared; {@link RuleSet#NONE} for none
     */
    record Rules(String name, String from, Schema input, RuleMode mode, RuleSet live, RuleSet shadow) implements Step {
        @Override
        public Schema schema() {
            return RulesSpec.schema(mode, input);
        }

        @Override
        public String describe() {
            return RulesSpec.describe(mode, live, shadow);
        }
    }

    /**
     * Joins two streams.
     *
     * @param left the first stream
     * @param right the second one; may be the same
     * @param spec over all columns of both
     */
    record Join(String name, String left, String right, JoinSpec spec) implements Step {
        @Override
        public String from() {
            return left;
        }

        @Override
        public List<String> inputs() {
            return List.of(left, right);
        }

        @Override
        public Schema schema() {
            return spec.outputSchema();
        }

        @Override
        public String describe() {
            return left + " and " + right + ": " + spec.describe();
        }
    }

    /**
     * Gives rows columns of a table that is kept elsewhere.
     *
     * @param spec over all columns of the rows
     */
    record Lookup(String name, String from, LookupSpec spec) implements Step {
        @Override
        public Schema schema() {
            return spec.outputSchema();
        }

        @Override
        public String describe() {
            return spec.describe();
        }
    }

    /**
     * Joins several streams by one key.
     *
     * @param inputs the streams, the first one first, each once
     * @param spec over all columns of them
     */
    record MultiJoin(String name, List<String> inputs, MultiJoinSpec spec) implements Step {
        public MultiJoin {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String from() {
            return inputs.get(0);
        }

        @Override
        public Schema schema() {
            return spec.outputSchema();
        }

        @Override
        public String describe() {
            return String.join(", ", inputs) + ": " + spec.describe();
        }
    }
}
