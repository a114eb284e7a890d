package dev.freshet.testkit;

import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test a {@link RandomSource} parameter, and says its seed when the test fails, so that it can be run again with
 * {@code -Dfreshet.seed=SEED}. Without the property every run draws another seed.
 */
public final class Seed implements ParameterResolver, TestExecutionExceptionHandler {

    /** The system property that fixes the seed. */
    public static final String PROPERTY = "freshet.seed";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Seed.class);

    /** The seed that the property names, or a new one. */
    public static long next() {
        String given = System.getProperty(PROPERTY);
        if (given == null) {
            return new SplittableRandom().nextLong();
        }
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PROPERTY + " must be a whole number (is '" + given + "')", e);
        }
    }

    /** What a failure message says of a seed. */
    public static String describe(long seed) {
        return "seed " + seed + " (run again with -D" + PROPERTY + "=" + seed + ")";
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RandomSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(RandomSource.class, key -> new RandomSource(next()), RandomSource.class);
    }

    /** Adds the seed to the failure, where its stack trace shows it. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        RandomSource random = context.getStore(NAMESPACE).get(RandomSource.class, RandomSource.class);
        if (random != null) {
            failure.addSuppressed(new FailedWith(random.toString()));
        }
        throw failure;
    }

    /** Carries the seed in a stack trace. */
    static final class FailedWith extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedWith(String seed) {
            super(seed, null, false, false);
        }
    }
}
