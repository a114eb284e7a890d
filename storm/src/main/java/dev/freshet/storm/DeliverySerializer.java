package dev.freshet.storm;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** {@link Delivery} on the wire: the incarnation in 8 bytes, small numbers in few. */
public final class DeliverySerializer extends Serializer<Delivery> {
    public DeliverySerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Delivery delivery) {
        out.writeLong(delivery.incarnation());
        out.writeVarLong(delivery.generation(), true);
        out.writeVarLong(delivery.number(), true);
        out.writeVarLong(delivery.sequence(), true);
        out.writeVarInt(delivery.part(), true);
        out.writeVarLong(delivery.ackedBelow(), true);
    }

    @Override
    public Delivery read(Kryo kryo, Input in, Class<? extends Delivery> type) {
        long incarnation = in.readLong();
        long generation = in.readVarLong(true);
        long number = in.readVarLong(true);
        long sequence = in.readVarLong(true);
        int part = in.readVarInt(true);
        return new Delivery(incarnation, generation, number, sequence, part, in.readVarLong(true));
    }
}
