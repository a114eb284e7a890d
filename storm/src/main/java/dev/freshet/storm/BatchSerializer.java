package dev.freshet.storm;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchCodec;
import dev.freshet.core.batch.ByteSink;

/** {@link Batch} on the wire: its length, and the form of {@link BatchCodec}. One instance a thread, as Kryo's are. */
public final class BatchSerializer extends Serializer<Batch> {
    private final BatchCodec codec = new BatchCodec();
    private final ByteSink sink = new ByteSink();

    public BatchSerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output out, Batch batch) {
        sink.clear();
        codec.encode(batch, sink);
        out.writeVarInt(sink.size(), true);
        out.writeBytes(sink.data(), 0, sink.size());
    }

    @Override
    public Batch read(Kryo kryo, Input in, Class<? extends Batch> type) {
        byte[] bytes = in.readBytes(in.readVarInt(true));
        return codec.decode(bytes, 0, bytes.length);
    }
}
