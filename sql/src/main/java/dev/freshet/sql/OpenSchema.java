package dev.freshet.sql;

import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns of rows that are not wholly known, because what they come from is wrong itself. Expressions over them are judged as
 * far as they can be: grammar, functions, constants, and types where no untyped column has a part.
 *
 * @param known the columns with their types
 * @param untyped the names of columns whose types are not known
 * @param complete whether there are no other columns than these
 */
public record OpenSchema(Schema known, Set<String> untyped, boolean complete) {
    public OpenSchema {
        untyped = Set.copyOf(untyped);
    }

    /** Rows that are wholly known. */
    public static OpenSchema closed(Schema schema) {
        return new OpenSchema(schema, Set.of(), true);
    }

    /** Rows of which nothing is known. */
    public static OpenSchema any() {
        return new OpenSchema(new Schema(List.of()), Set.of(), false);
    }

    /** Whether a value of unknown type can be among the operands. */
    boolean isOpen() {
        return !complete || !untyped.isEmpty();
    }

    /** Whether a name is that of a column whose type is not known, or may be. */
    public boolean isUntyped(String name) {
        return known.indexOf(name) < 0 && (!complete || untyped.contains(name));
    }

    List<String> names() {
        List<String> names = new ArrayList<>(known.names());
        untyped.stream().filter(name -> known.indexOf(name) < 0).sorted().forEach(names::add);
        return names;
    }

    Set<String> nameSet() {
        return new HashSet<>(names());
    }
}
