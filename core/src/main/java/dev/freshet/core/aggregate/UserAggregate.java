package dev.freshet.core.aggregate;

import dev.freshet.core.schema.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of one's own, used by its name as any other: {@code geo_mean(price) AS g}. It is found by {@link
 * java.util.ServiceLoader}: name the class in {@code META-INF/services/dev.freshet.core.aggregate.UserAggregate} of a jar
 * that submission and workers have on their class path.
 *
 * <p>The result must not depend on the order of rows, nor on how they are spread over states: adding and merging have to be
 * commutative and associative, bit for bit. Methods are called by one thread at a time, must not block, and should not throw but where
 * they say so. A row that {@link #add} throws for is a dead letter, and in no state. What {@link #merge}, {@link #write} or {@link #read}
 * throw for may be half done, so a state of that key and window has no result any more but a dead letter; so has one that {@link #result}
 * throws for.
 *
 * @param <S> what is held for a key; changed in place
 */
public interface UserAggregate<S> {
    /** The name in text, in lower case: letters, digits and {@code _}. */
    String name();

    /**
     * The type of the result.
     *
     * @param arguments the types of the arguments, perhaps none
     * @throws IllegalArgumentException if the function does not take these: the message says what it takes
     */
    Type resultType(List<Type> arguments);

    /** A state without rows. */
    S newState();

    /** Adds a row; all its arguments have values. The row is of use during the call only. */
    void add(S state, RowValues row);

    /** Adds what another state has, which stays as it is. */
    void merge(S into, S from);

    /** The state as bytes, for the wire and for snapshots. They must be readable for as long as snapshots are kept. */
    byte[] write(S state);

    /** The state that {@link #write} wrote. */
    S read(byte[] bytes);

    /** The result as Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double or String, as the type says; null for NULL. */
    @Nullable
    Object result(S state);

    /** About how many bytes a state takes. */
    default long sizeBytes(S state) {
        return 64;
    }
}
