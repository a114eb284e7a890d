package dev.freshet.storm;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** {@link Control} on the wire. */
public final class ControlSerializer extends Serializer<Control> {
    public ControlSerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Control control) {
        out.writeLong(control.incarnation());
        out.writeVarLong(control.generation(), true);
        out.writeVarLong(control.epoch(), true);
        out.writeLong(control.watermarkMs());
        out.writeLong(control.maxEventTimeMs());
        out.writeBoolean(control.idle());
    }

    @Override
    public Control read(Kryo kryo, Input in, Class<? extends Control> type) {
        long incarnation = in.readLong();
        long generation = in.readVarLong(true);
        long epoch = in.readVarLong(true);
        long watermarkMs = in.readLong();
        long maxEventTimeMs = in.readLong();
        return new Control(incarnation, generation, epoch, watermarkMs, maxEventTimeMs, in.readBoolean());
    }
}
