package dev.freshet.services.storm;

/**
 * What a command left.
 *
 * @param exitCode 0 if it went well
 * @param output its standard output
 * @param errors its standard error: warnings, stack traces
 */
public record CommandResult(int exitCode, String output, String errors) {

    /** Whether it went well. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
