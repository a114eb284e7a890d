package dev.freshet.storm;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** {@link Control} on the wire. */
public final class ControlSerializer extends Serializer<Control> {
    private static final Control.Kind[] KINDS = Control.Kind.values();

    public ControlSerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Control control) {
        out.writeByte(control.kind().ordinal());
        out.writeLong(control.incarnation());
        out.writeVarLong(control.generation(), true);
        out.writeVarLong(control.number(), true);
        out.writeVarLong(control.epoch(), true);
        out.writeLong(control.watermarkMs());
        out.writeLong(control.maxEventTimeMs());
        out.writeBoolean(control.idle());
    }

    @Override
    public Control read(Kryo kryo, Input in, Class<? extends Control> type) {
        Control.Kind kind = KINDS[in.readByte()];
        long incarnation = in.readLong();
        long generation = in.readVarLong(true);
        long number = in.readVarLong(true);
        long epoch = in.readVarLong(true);
        long watermarkMs = in.readLong();
        long maxEventTimeMs = in.readLong();
        return new Control(kind, incarnation, generation, number, epoch, watermarkMs, maxEventTimeMs, in.readBoolean());
    }
}
