package dev.freshet.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the terminal: whether stderr or stdout is one, how large it is, whether it takes colour. Honours
 * {@code NO_COLOR}, {@code TERM=dumb} and {@code COLUMNS}.
 */
final class Terminal {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_LINES = 24;
    private static final int MIN_COLUMNS = 20;
    /** Into a pipe or a file, nothing is cut. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final boolean interactive;
    private int columns;
    private int lines = DEFAULT_LINES;

    Terminal() {
        String term = System.getenv("TERM");
        interactive = System.console() != null && term != null && !term.equals("dumb");
        columns = interactive ? DEFAULT_COLUMNS : UNLIMITED;
        measure();
    }

    /** Whether both ends are a terminal whose cursor can be moved. */
    boolean interactive() {
        return interactive;
    }

    boolean colour() {
        String off = System.getenv("NO_COLOR");
        return interactive && (off == null || off.isEmpty());
    }

    int columns() {
        return columns;
    }

    int lines() {
        return lines;
    }

    /** Asks again how large the terminal is. */
    void measure() {
        String named = System.getenv("COLUMNS");
        if (named != null && named.matches("\\d{1,4}")) {
            columns = Math.max(MIN_COLUMNS, Integer.parseInt(named));
        }
        if (!interactive) {
            return;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .trim()
                    .split(" ");
            if (stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2) {
                lines = Math.max(5, Integer.parseInt(size[0]));
                columns = Math.max(MIN_COLUMNS, Integer.parseInt(size[1]));
            }
        } catch (IOException | NumberFormatException e) {
            // No stty here: the defaults stand.
            lines = DEFAULT_LINES;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The text cut to a width, with an ellipsis where something is missing. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
