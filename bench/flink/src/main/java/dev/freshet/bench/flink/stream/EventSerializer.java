package dev.freshet.bench.flink.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes an event's numbers. */
final class EventSerializer extends TypeSerializer<Event> {
    private static final long serialVersionUID = 1L;

    private final boolean page;
    private final boolean value;
    private final boolean user;

    EventSerializer(boolean page, boolean value, boolean user) {
        this.page = page;
        this.value = value;
        this.user = user;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<Event> duplicate() {
        return this;
    }

    @Override
    public Event createInstance() {
        return new Event();
    }

    @Override
    public Event copy(Event from) {
        return copy(from, new Event());
    }

    @Override
    public Event copy(Event from, Event reuse) {
        reuse.timeMs = from.timeMs;
        reuse.page = from.page;
        reuse.value = from.value;
        reuse.user = from.user;
        reuse.purchase = from.purchase;
        System.arraycopy(from.texts, 0, reuse.texts, 0, reuse.texts.length);
        return reuse;
    }

    @Override
    public int getLength() {
        return Long.BYTES * ((page ? 1 : 0) + (value ? 1 : 0) + (user ? 1 : 0));
    }

    @Override
    public void serialize(Event event, DataOutputView target) throws IOException {
        if (page) {
            target.writeLong(event.page);
        }
        if (value) {
            target.writeDouble(event.value);
        }
        if (user) {
            target.writeLong(event.user);
        }
    }

    @Override
    public Event deserialize(DataInputView source) throws IOException {
        return deserialize(new Event(), source);
    }

    @Override
    public Event deserialize(Event reuse, DataInputView source) throws IOException {
        if (page) {
            reuse.page = source.readLong();
        }
        if (value) {
            reuse.value = source.readDouble();
        }
        if (user) {
            reuse.user = source.readLong();
        }
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.write(source, getLength());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventSerializer serializer
                && page == serializer.page
                && value == serializer.value
                && user == serializer.user;
    }

    @Override
    public int hashCode() {
        return getLength();
    }

    @Override
    public TypeSerializerSnapshot<Event> snapshotConfiguration() {
        throw new UnsupportedOperationException("the comparison takes no checkpoints");
    }
}
