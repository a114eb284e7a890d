package dev.freshet.cli;

import dev.freshet.core.plan.Durations;

/** Values of options. */
final class Arguments {
    private Arguments() {}

    /** A length of time such as {@code 90s}, in milliseconds. */
    static long durationMs(String option, String text) {
        return Durations.parseMs(text)
                .orElseThrow(() -> CliException.wrongUse(
                        option + ": '" + text + "' is no length of time; write " + Durations.ALLOWED));
    }

    static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted");
        }
    }
}
