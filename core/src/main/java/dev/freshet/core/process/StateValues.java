package dev.freshet.core.process;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a type for each key, NULL at first: numbers in one array, texts each for itself. */
final class StateValues {
    private final Field field;
    private long[] numbers = {};
    private @Nullable String[] texts = {};
    private long[] present = {};
    private int capacity;
    private long textChars;
    /** The call before which the value was as follows. */
    private long rememberedCall;

    private boolean rememberedPresent;
    private long rememberedNumber;
    private @Nullable String rememberedText;

    StateValues(Field field) {
        this.field = field;
    }

    static StateValues[] of(List<Field> fields) {
        return fields.stream().map(StateValues::new).toArray(StateValues[]::new);
    }

    void growTo(int keys) {
        if (keys > capacity) {
            capacity = Math.max(16, 2 * keys);
            present = Arrays.copyOf(present, Bits.words(capacity));
            if (field.type() == Type.VARCHAR) {
                texts = Arrays.copyOf(texts, capacity);
            } else {
                numbers = Arrays.copyOf(numbers, capacity);
            }
        }
    }

    boolean isNull(int key) {
        return !Bits.get(present, key);
    }

    /** A number, the bits of a DOUBLE, or 1 for TRUE. */
    long number(int key, Type wanted) {
        require(wanted);
        requirePresent(key);
        return numbers[key];
    }

    String text(int key) {
        require(Type.VARCHAR);
        requirePresent(key);
        return String.valueOf(texts[key]);
    }

    void set(int key, Type type, long number) {
        require(type);
        numbers[key] = number;
        Bits.set(present, key);
    }

    void set(int key, String text) {
        require(Type.VARCHAR);
        clear(key);
        texts[key] = text;
        textChars += text.length();
        Bits.set(present, key);
    }

    void clear(int key) {
        Bits.clear(present, key);
        if (key < texts.length && texts[key] != null) {
            textChars -= texts[key].length();
            texts[key] = null;
        }
    }

    /** Keeps a key's value as it is before a call changes it; calls are numbered from 1. */
    void remember(int key, long call) {
        if (rememberedCall == call) {
            return;
        }
        rememberedCall = call;
        rememberedPresent = !isNull(key);
        if (field.type() == Type.VARCHAR) {
            rememberedText = texts[key];
        } else {
            rememberedNumber = numbers[key];
        }
    }

    /** Takes back what the call has changed. */
    void undo(int key, long call) {
        if (rememberedCall != call) {
            return;
        }
        String text = rememberedText;
        clear(key);
        if (rememberedPresent && text != null) {
            set(key, text);
        } else if (rememberedPresent) {
            numbers[key] = rememberedNumber;
            Bits.set(present, key);
        }
    }

    void write(int key, StateOutput to) {
        boolean there = !isNull(key);
        to.putUnsigned(there ? 1 : 0);
        if (!there) {
            return;
        }
        if (field.type() == Type.VARCHAR) {
            byte[] bytes = text(key).getBytes(StandardCharsets.UTF_8);
            to.putBytes(bytes, 0, bytes.length);
        } else if (field.type() == Type.DOUBLE) {
            to.putFixed(numbers[key]);
        } else {
            to.putLong(numbers[key]);
        }
    }

    void read(int key, StateInput from) {
        if (from.getUnsigned() == 0) {
            return;
        }
        if (field.type() == Type.VARCHAR) {
            int length = from.skipBytes();
            set(key, new String(from.bytes(), from.position() - length, length, StandardCharsets.UTF_8));
        } else {
            set(key, field.type(), field.type() == Type.DOUBLE ? from.getFixed() : from.getLong());
        }
    }

    long sizeBytes() {
        return 8L * numbers.length + 8L * texts.length + 8L * present.length + 2 * textChars;
    }

    private void requirePresent(int key) {
        if (isNull(key)) {
            throw new IllegalStateException("state '" + field.name() + "' is NULL");
        }
    }

    private void require(Type wanted) {
        boolean same = wanted == field.type() || (wanted == Type.BIGINT && field.type() == Type.TIMESTAMP);
        if (!same) {
            throw new IllegalStateException(
                    "state '" + field.name() + "' is " + field.type() + " (used as " + wanted + ")");
        }
    }
}
