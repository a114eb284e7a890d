package dev.freshet.core.process;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.OrderedRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs a {@link KeyedProcess} over the rows of each key, as data. It takes two operators: {@link #partial} runs in the sender and
 * leaves the columns that are read; its rows go to {@link #complete} by the hash of {@link #keyColumns}.
 *
 * @param keys whose rows are taken together, over the input schema; none for all rows
 * @param process its name
 * @param ttlMs how long after its last row, in event time, a key is forgotten, with its values and timers; above 0
 * @param input the rows
 */
public record ProcessSpec(List<NamedExpr> keys, String process, long ttlMs, Schema input) implements Serializable {
    /** TIMESTAMP in results: the time of the row or the timer that made it. */
    public static final String AT = "at";

    /** @throws IllegalArgumentException if there is no such process, it reads other columns, or two columns have one name */
    public ProcessSpec {
        keys = List.copyOf(keys);
        KeyedProcess of = KeyedProcesses.require(process);
        requireColumns("process '" + process + "'", of.input(), input);
        for (Field kept : of.state()) {
            if (kept.type() == Type.VARBINARY) {
                throw new IllegalArgumentException(
                        "process '" + process + "' cannot keep VARBINARY (" + kept.name() + ")");
            }
        }
        if (ttlMs < 1) {
            throw new IllegalArgumentException("a key is kept for at least 1 ms (" + ttlMs + " ms)");
        }
        resultSchema(keys, of);
    }

    /** Fails where rows have not the columns that are read, by name and type. */
    static void requireColumns(String who, Schema read, Schema input) {
        for (Field wanted : read.fields()) {
            int index = input.indexOf(wanted.name());
            if (index < 0 || input.field(index).type() != wanted.type()) {
                throw new IllegalArgumentException(who + " reads " + wanted.name() + " " + wanted.type()
                        + ", and the rows have "
                        + (index < 0
                                ? String.join(", ", input.names())
                                : wanted.name() + " " + input.field(index).type()));
            }
        }
    }

    /** The operator for the sender's side. Keeps nothing between batches. */
    public OperatorSpec partial() {
        return new Partial(this);
    }

    /** The operator behind the shuffle, which runs the process. */
    public OperatorSpec complete() {
        return new Complete(this);
    }

    /** The key columns' names: in partial rows, for the shuffle, and in results. */
    public List<String> keyColumns() {
        return keys.stream().map(NamedExpr::name).toList();
    }

    /** The columns that the process reads. */
    public List<String> columnsRead() {
        return program().input().names();
    }

    /** What {@link #complete} emits: {@code at, <keys>, <the process's columns>}. */
    public Schema resultSchema() {
        return resultSchema(keys, program());
    }

    /** What {@link #partial} emits. */
    public Schema partialSchema() {
        List<Field> fields = new ArrayList<>(OrderedRows.originFields());
        fields.addAll(keyFields(keys));
        List<String> read = columnsRead();
        for (int i = 0; i < read.size(); i++) {
            fields.add(Field.nullable(
                    "_" + i, input.field(input.requireIndex(read.get(i))).type()));
        }
        return new Schema(fields);
    }

    /** Whether what {@link #complete} emits of a key is in the order in which the key's rows arrived. */
    public boolean keepsArrivalOrder() {
        return program().takesRowsAsTheyArrive();
    }

    KeyedProcess program() {
        return KeyedProcesses.require(process);
    }

    private static List<Field> keyFields(List<NamedExpr> keys) {
        return keys.stream()
                .map(key -> new Field(key.name(), key.expr().type(), key.expr().nullable()))
                .toList();
    }

    private static Schema resultSchema(List<NamedExpr> keys, KeyedProcess of) {
        List<Field> fields = new ArrayList<>(List.of(Field.required(AT, Type.TIMESTAMP)));
        fields.addAll(keyFields(keys));
        of.output().fields().forEach(field -> fields.add(Field.nullable(field.name(), field.type())));
        return new Schema(fields);
    }

    private String text() {
        String by = keys.isEmpty()
                ? ""
                : " by " + keys.stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
        return process + by + ", keys kept for " + ttlMs + " ms";
    }

    private record Partial(ProcessSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.partialSchema();
        }

        @Override
        public String describe() {
            return "send to " + spec.text();
        }

        @Override
        public Operator create() {
            return new ProcessPartial(spec);
        }
    }

    private record Complete(ProcessSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            return "process " + spec.text();
        }

        @Override
        public Operator create() {
            return new ProcessHost(spec);
        }
    }
}
