package dev.freshet.bench.answer;

/**
 * What is compared of a job's results: how many rows, a checksum that their order does not change, and the sum of what is
 * only approximate. Not thread-safe.
 *
 * <p>Of rows that differ, two sums agree by chance once in 2<sup>64</sup>. A row that comes twice counts twice.
 */
public final class Answer {
    /** By how much the sums of approximate values may differ, as a share of the greater. */
    public static final double TOLERANCE = 0.03;

    private long rows;
    private long checksum;
    private double approximate;

    public Answer() {}

    public Answer(long rows, long checksum, double approximate) {
        this.rows = rows;
        this.checksum = checksum;
        this.approximate = approximate;
    }

    /** Adds a row by its {@link RowHash}. */
    public void add(long rowHash) {
        rows++;
        checksum += rowHash;
    }

    /** Adds a row that has an approximate value besides. */
    public void add(long rowHash, double approximateValue) {
        add(rowHash);
        approximate += approximateValue;
    }

    /** Adds all rows of another. */
    public void add(Answer other) {
        rows += other.rows;
        checksum += other.checksum;
        approximate += other.approximate;
    }

    public long rows() {
        return rows;
    }

    public long checksum() {
        return checksum;
    }

    /** The sum of the rows' approximate values; 0 if the job has none. */
    public double approximate() {
        return approximate;
    }

    /** Whether the same was answered: exactly, but for what is approximate. */
    public boolean agrees(Answer other) {
        double greater = Math.max(Math.abs(approximate), Math.abs(other.approximate));
        return rows == other.rows
                && checksum == other.checksum
                && Math.abs(approximate - other.approximate) <= TOLERANCE * greater;
    }

    @Override
    public String toString() {
        return rows + " rows, checksum " + Long.toHexString(checksum)
                + (approximate == 0 ? "" : ", approximate sum " + approximate);
    }
}
