package dev.freshet.core.decode.scan;

/**
 * A condition on one field that can be tested on the bytes of the record, before anything is converted and before the
 * rest of the record is read.
 */
@FunctionalInterface
public interface FieldTest {
    /**
     * Tests a cell.
     *
     * @param kind one of {@link Cells}' kinds, but for the escaped ones: their escapes are undone before
     * @return false if the condition is certainly not TRUE for the value; true if it is TRUE, or if the cell holds no value
     *     of the field's type, which conversion will refuse
     */
    boolean mayPass(byte kind, byte[] data, int from, int to);

    /** Both conditions. */
    default FieldTest and(FieldTest other) {
        return (kind, data, from, to) -> mayPass(kind, data, from, to) && other.mayPass(kind, data, from, to);
    }
}
