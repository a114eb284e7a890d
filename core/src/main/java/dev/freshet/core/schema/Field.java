package dev.freshet.core.schema;

import java.io.Serializable;

/**
 * A named, typed column.
 *
 * @param name the column's name, case kept, not empty
 * @param type its type
 * @param nullable whether a row may lack a value
 */
public record Field(String name, Type type, boolean nullable) implements Serializable {
    public Field {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field needs a name");
        }
    }

    public static Field required(String name, Type type) {
        return new Field(name, type, false);
    }

    public static Field nullable(String name, Type type) {
        return new Field(name, type, true);
    }

    @Override
    public String toString() {
        return name + " " + type + (nullable ? "" : " NOT NULL");
    }
}
