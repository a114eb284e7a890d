package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.space.Geohash;
import dev.freshet.core.expr.space.GridCell;
import dev.freshet.core.expr.space.H3Cells;
import dev.freshet.core.expr.space.Haversine;
import dev.freshet.core.schema.Type;

/** Functions of places; a latitude beyond ±90°, a longitude beyond ±180° and a size that is none are errors of the row. */
final class SpaceKernel {
    private static final int LONGEST_CELL = 64;

    private SpaceKernel() {}

    /** H3_CELL and GEOHASH: a latitude, a longitude and a whole number give a cell. */
    static final class Cell implements Kernel {
        private final H3Cells h3;
        private final boolean geohash;
        private final String text;

        Cell(boolean geohash, String text) {
            this.geohash = geohash;
            this.h3 = new H3Cells();
            this.text = text;
        }

        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            double[] latitudes = ((DoubleColumn) arguments[0]).values();
            double[] longitudes = ((DoubleColumn) arguments[1]).values();
            long[] sizes = ((LongColumn) arguments[2]).values();
            long least = geohash ? 1 : 0;
            long most = geohash ? Geohash.LONGEST : H3Cells.FINEST;
            out.nullsOf(frame.capacity(), arguments);
            TextWriter writer = out.text(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row) || !inWorld(frame, row, latitudes[row], longitudes[row], text, out)) {
                    continue;
                }
                if (sizes[row] < least || sizes[row] > most) {
                    out.setNull(row);
                    frame.fail(row, text + " takes " + least + " to " + most + " (not " + sizes[row] + ")");
                    continue;
                }
                writer.open(row);
                byte[] target = writer.reserve(LONGEST_CELL);
                int at = writer.position();
                int size = (int) sizes[row];
                writer.advance(
                        geohash
                                ? Geohash.write(latitudes[row], longitudes[row], size, target, at)
                                : h3.write(latitudes[row], longitudes[row], size, target, at));
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** GRID_CELL. */
    record Grid(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            double[] latitudes = ((DoubleColumn) arguments[0]).values();
            double[] longitudes = ((DoubleColumn) arguments[1]).values();
            double[] sizes = ((DoubleColumn) arguments[2]).values();
            out.nullsOf(frame.capacity(), arguments);
            TextWriter writer = out.text(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row) || !inWorld(frame, row, latitudes[row], longitudes[row], text, out)) {
                    continue;
                }
                if (!(sizes[row] > 0 && sizes[row] <= 180)) {
                    out.setNull(row);
                    frame.fail(row, text + " takes a size in (0, 180] degrees (not " + sizes[row] + ")");
                    continue;
                }
                writer.open(row);
                byte[] target = writer.reserve(LONGEST_CELL);
                writer.advance(GridCell.write(latitudes[row], longitudes[row], sizes[row], target, writer.position()));
            }
            return writer.column(Type.VARCHAR, out.nulls());
        }
    }

    /** HAVERSINE_M. */
    record Distance(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            double[] latitudes = ((DoubleColumn) arguments[0]).values();
            double[] longitudes = ((DoubleColumn) arguments[1]).values();
            double[] otherLatitudes = ((DoubleColumn) arguments[2]).values();
            double[] otherLongitudes = ((DoubleColumn) arguments[3]).values();
            double[] result = out.doubles(frame.capacity());
            out.nullsOf(frame.capacity(), arguments);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)
                        && inWorld(frame, row, latitudes[row], longitudes[row], text, out)
                        && inWorld(frame, row, otherLatitudes[row], otherLongitudes[row], text, out)) {
                    result[row] = Haversine.metres(
                            latitudes[row], longitudes[row], otherLatitudes[row], otherLongitudes[row]);
                }
            }
            return new DoubleColumn(result, out.nulls());
        }
    }

    static boolean inWorld(Frame frame, int row, double latitude, double longitude, String text, Scratch out) {
        if (latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180) {
            return true;
        }
        out.setNull(row);
        frame.fail(row, "no place on Earth in " + text + " (latitude " + latitude + ", longitude " + longitude + ")");
        return false;
    }
}
