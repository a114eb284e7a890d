package dev.freshet.core.expr.space;

import dev.freshet.core.text.LongText;

/** Cells of a plain grid of degrees: {@code row_column}, both counted from latitude 0, longitude 0 to the north-east. */
public final class GridCell {
    private GridCell() {}

    /** Writes the cell of a place. @return where it ends in the target */
    public static int write(double latitude, double longitude, double sizeDegrees, byte[] target, int at) {
        int end = LongText.write((long) Math.floor(latitude / sizeDegrees), target, at);
        target[end] = '_';
        return LongText.write((long) Math.floor(longitude / sizeDegrees), target, end + 1);
    }
}
