package dev.freshet.core.lookup;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives each row columns of the entry that a table has under the row's key, as data. The table is read as it is when the row
 * comes, within what the cache allows: event time has no say in it.
 *
 * @param input the rows
 * @param key how a row makes its key; a row with NULL in it finds nothing
 * @param entries what an entry is
 * @param fields the columns that it gives: of a {@link EntryKind#HASH} each from the part that its path names; one of a
 *     {@link EntryKind#STRING}
 * @param kind what becomes of rows that find nothing
 * @param cache what is kept in mind
 * @param place where the table is, in whatever form the host understands; empty for where results go
 */
public record LookupSpec(
        Schema input,
        KeyTemplate key,
        EntryKind entries,
        List<FieldSpec> fields,
        LookupKind kind,
        CacheLimits cache,
        String place)
        implements OperatorSpec {
    /** The most columns that a table may give. */
    public static final int MOST_FIELDS = 64;

    /** @throws IllegalArgumentException if a column is not there or stands twice, or there are too many or too few */
    public LookupSpec {
        fields = List.copyOf(fields);
        key.check(input);
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    "a look-up needs 1 to " + MOST_FIELDS + " fields (has " + fields.size() + ")");
        }
        if (entries == EntryKind.STRING && fields.size() > 1) {
            throw new IllegalArgumentException("a STRING is one field (has " + fields.size() + ")");
        }
        for (FieldSpec field : fields) {
            if (field.field().type() == Type.VARBINARY) {
                throw new IllegalArgumentException(
                        "a table has no VARBINARY fields ('" + field.field().name() + "')");
            }
            if (input.indexOf(field.field().name()) >= 0) {
                throw new IllegalArgumentException("column '" + field.field().name()
                        + "' would stand twice: call the table's otherwise, as in 'other VARCHAR FROM "
                        + field.path() + "'");
            }
        }
        output(input, fields, kind);
    }

    /** The input's columns, then the table's. */
    @Override
    public Schema outputSchema() {
        return output(input, fields, kind);
    }

    /** The same look-up for rows with other columns. */
    public LookupSpec over(Schema rows) {
        return new LookupSpec(rows, key, entries, fields, kind, cache, place);
    }

    @Override
    public String describe() {
        String columns = fields.stream().map(field -> field.field().name()).collect(Collectors.joining(", "));
        return kind.text() + " look-up of " + columns + " at " + key;
    }

    @Override
    public Operator create() {
        return new LookupJoin(this);
    }

    private static Schema output(Schema input, List<FieldSpec> fields, LookupKind kind) {
        List<Field> all = new ArrayList<>(input.fields());
        for (FieldSpec spec : fields) {
            Field field = spec.field();
            all.add(new Field(field.name(), field.type(), field.nullable() || kind == LookupKind.LEFT));
        }
        return new Schema(all);
    }
}
