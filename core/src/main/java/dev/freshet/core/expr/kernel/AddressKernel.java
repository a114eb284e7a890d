package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.space.IpPrefix;
import dev.freshet.core.schema.Type;

/** IP_PREFIX: a text that is no address gives NULL, numbers of bits that are none are an error of the row. */
final class AddressKernel implements Kernel {
    private final boolean constantBits;
    private final String text;
    private final IpPrefix prefix = new IpPrefix();

    /**
     * @param constantBits whether the numbers of bits are constants in range, so that no row can fail
     */
    AddressKernel(boolean constantBits, String text) {
        this.constantBits = constantBits;
        this.text = text;
    }

    @Override
    public boolean perEntry() {
        return constantBits;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        BytesColumn addresses = (BytesColumn) arguments[0];
        long[] bits4 = ((LongColumn) arguments[1]).values();
        long[] bits6 = arguments.length > 2 ? ((LongColumn) arguments[2]).values() : bits4;
        out.nullsOf(frame.capacity(), arguments);
        TextWriter writer = out.text(frame.capacity());
        byte[] data = addresses.data();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)) {
                continue;
            }
            long four = bits4[row];
            long six = arguments.length > 2 ? bits6[row] : IpPrefix.DEFAULT_BITS_6;
            if (four < 0 || four > 32 || six < 0 || six > 128) {
                out.setNull(row);
                frame.fail(row, "no such prefix in " + text + " (" + four + " bits, " + six + " for IPv6)");
                continue;
            }
            if (!prefix.parse(data, addresses.start(row), addresses.end(row))) {
                out.setNull(row);
                continue;
            }
            writer.open(row);
            byte[] target = writer.reserve(IpPrefix.LONGEST);
            writer.advance(prefix.write((int) four, (int) six, target, writer.position()));
        }
        return writer.column(Type.VARCHAR, out.nulls());
    }
}
