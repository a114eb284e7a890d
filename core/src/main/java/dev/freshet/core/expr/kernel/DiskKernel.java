package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.space.H3Cells;
import dev.freshet.core.schema.Type;
import java.util.Arrays;

/** H3_DISK. The texts of late cells are kept, since H3 makes lists of objects and events come from the same cells again. */
final class DiskKernel implements Kernel {
    /** How many texts are kept; a power of two. */
    private static final int KEPT = 1024;

    private final H3Cells h3 = new H3Cells();
    private final String text;
    private final long[] cells = new long[KEPT];
    private final long[] steps = new long[KEPT];
    private final byte[][] texts = new byte[KEPT][0];

    DiskKernel(String text) {
        this.text = text;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        double[] latitudes = ((DoubleColumn) arguments[0]).values();
        double[] longitudes = ((DoubleColumn) arguments[1]).values();
        long[] resolutions = ((LongColumn) arguments[2]).values();
        long[] distances = ((LongColumn) arguments[3]).values();
        out.nullsOf(frame.capacity(), arguments);
        TextWriter writer = out.text(frame.capacity());
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)
                    || !SpaceKernel.inWorld(frame, row, latitudes[row], longitudes[row], text, out)
                    || !within(frame, row, resolutions[row], H3Cells.FINEST, out)
                    || !within(frame, row, distances[row], H3Cells.WIDEST, out)) {
                continue;
            }
            byte[] disk = disk(h3.cell(latitudes[row], longitudes[row], (int) resolutions[row]), (int) distances[row]);
            writer.open(row);
            writer.append(disk, 0, disk.length);
        }
        return writer.column(Type.VARCHAR, out.nulls());
    }

    private boolean within(Frame frame, int row, long value, int most, Scratch out) {
        if (value >= 0 && value <= most) {
            return true;
        }
        out.setNull(row);
        frame.fail(row, text + " takes 0 to " + most + " (not " + value + ")");
        return false;
    }

    private byte[] disk(long cell, int distance) {
        int place = (int) (cell * 0x9E3779B97F4A7C15L >>> 54);
        if (cells[place] != cell || steps[place] != distance) {
            texts[place] = write(h3.disk(cell, distance));
            cells[place] = cell;
            steps[place] = distance;
        }
        return texts[place];
    }

    private static byte[] write(long[] cells) {
        byte[] target = new byte[cells.length * (H3Cells.LONGEST + 1)];
        int at = 0;
        for (long cell : cells) {
            if (at > 0) {
                target[at++] = ',';
            }
            at = H3Cells.write(cell, target, at);
        }
        return Arrays.copyOf(target, at);
    }
}
