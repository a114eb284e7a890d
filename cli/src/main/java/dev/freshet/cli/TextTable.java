package dev.freshet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in aligned columns: numbers to the right, all cut to the terminal's width. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> header) {
        this.header = header;
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    /** The lines, the header first. */
    List<String> lines(int width) {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            widths[c] = header.get(c).length();
            numeric[c] = !rows.isEmpty();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
                numeric[c] &= row.get(c).isEmpty() || row.get(c).matches("[-+]?[0-9][0-9.,eE+-]*");
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, numeric, width));
        for (List<String> row : rows) {
            lines.add(line(row, widths, numeric, width));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric, int width) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String format = (numeric[c] ? "%" : "%-") + Math.max(1, widths[c]) + "s";
            line.append(c == 0 ? "" : GAP).append(String.format(Locale.ROOT, format, cells.get(c)));
        }
        return Terminal.cut(line.toString().stripTrailing(), width);
    }
}
