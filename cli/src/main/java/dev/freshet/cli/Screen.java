package dev.freshet.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * A block of lines on a terminal that is drawn over itself; on anything else, nothing. Draws on stderr, so that stdout holds
 * results alone.
 */
final class Screen implements AutoCloseable {
    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final Terminal terminal;
    private int drawn;

    Screen(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void draw(List<String> lines) {
        if (!terminal.interactive()) {
            return;
        }
        terminal.measure();
        int shown = Math.min(lines.size(), terminal.lines() - 1);
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(ESCAPE).append(drawn).append('F');
        }
        for (int i = 0; i < shown; i++) {
            frame.append(ESCAPE)
                    .append("2K")
                    .append(Terminal.cut(lines.get(i), terminal.columns()))
                    .append('\n');
        }
        frame.append(ESCAPE).append("0J");
        out.print(frame);
        out.flush();
        drawn = shown;
    }

    /** Makes room for other output below the block. */
    @Override
    public void close() {
        drawn = 0;
    }
}
