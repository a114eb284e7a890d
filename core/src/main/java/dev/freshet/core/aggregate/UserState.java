package dev.freshet.core.aggregate;

import dev.freshet.core.dead.UserCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link UserAggregate} for one group. Where the function throws while the state is changed, nobody knows what is in it: it
 * is broken from then on, here and wherever it is merged into, and says why.
 *
 * <p>As bytes: those of the function; of a broken one the reason, and a byte behind it.
 */
final class UserState<S> {
    private final UserAggregate<S> function;
    private @Nullable S state;
    private @Nullable String broken;

    UserState(UserAggregate<S> function) {
        this.function = function;
        renew();
    }

    /** Makes it empty. */
    private void renew() {
        guarded("newState", () -> state = function.newState());
    }

    /** Why there is no result; null where there may be one. */
    @Nullable
    String broken() {
        return broken;
    }

    private void breakBy(String method, Throwable thrown) {
        breakBy(function.name() + "." + method + ": " + UserCode.words(thrown));
    }

    private void breakBy(String why) {
        if (broken == null) {
            broken = why;
            state = null;
        }
    }

    /** Adds a row; what the function throws goes on. */
    void add(RowValues row) {
        if (broken == null) {
            function.add(present(), row);
        }
    }

    /** Adds a row; what the function throws breaks the state. */
    void addOrBreak(RowValues row) {
        try {
            add(row);
        } catch (Exception | StackOverflowError e) {
            breakBy("add", e);
        }
    }

    void merge(UserState<S> from) {
        String theirs = from.broken;
        if (theirs != null) {
            breakBy(theirs);
        } else {
            guarded("merge", () -> function.merge(present(), from.present()));
        }
    }

    void write(PackedWriter to) {
        byte[] bytes = guarded("write", () -> function.write(present()));
        String why = broken;
        if (bytes != null && why == null) {
            to.raw(bytes, 0, bytes.length);
        } else {
            byte[] text = String.valueOf(why).getBytes(StandardCharsets.UTF_8);
            to.raw(text, 0, text.length);
            to.unsigned(1);
        }
    }

    void read(PackedReader from) {
        int length = from.raw();
        byte[] bytes = Arrays.copyOfRange(from.bytes(), from.position() - length, from.position());
        if (from.hasMore()) {
            breakBy(new String(bytes, StandardCharsets.UTF_8));
        } else {
            S other = guarded("read", () -> function.read(bytes));
            if (other != null) {
                guarded("merge", () -> function.merge(present(), other));
            }
        }
    }

    /** The result of one that is not broken; what the function throws goes on. */
    @Nullable
    Object result() {
        return function.result(present());
    }

    /** The state as bytes, to go {@link #backTo}. */
    byte @Nullable [] copy() {
        return guarded("write", () -> function.write(present()));
    }

    void backTo(byte[] copy) {
        guarded("read", () -> state = function.read(copy));
    }

    long sizeBytes() {
        S present = state;
        return present == null ? 64 : function.sizeBytes(present);
    }

    private S present() {
        return Objects.requireNonNull(state, "the state is not broken");
    }

    private void guarded(String method, Runnable call) {
        guarded(method, () -> {
            call.run();
            return null;
        });
    }

    private <T> @Nullable T guarded(String method, Supplier<@Nullable T> call) {
        if (broken != null) {
            return null;
        }
        try {
            return call.get();
        } catch (Exception | StackOverflowError e) {
            breakBy(method, e);
            return null;
        }
    }
}
