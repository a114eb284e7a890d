package dev.freshet.bench.flink.stream;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link Event}s as they are sent to the windows: page, value and user where the job needs them. */
final class EventType extends TypeInformation<Event> {
    private static final long serialVersionUID = 1L;

    private final boolean page;
    private final boolean value;
    private final boolean user;

    EventType(boolean page, boolean value, boolean user) {
        this.page = page;
        this.value = value;
        this.user = user;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Event> getTypeClass() {
        return Event.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Event> createSerializer(SerializerConfig config) {
        return new EventSerializer(page, value, user);
    }

    @Override
    public String toString() {
        return "Event";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventType type && page == type.page && value == type.value && user == type.user;
    }

    @Override
    public int hashCode() {
        return (page ? 4 : 0) + (value ? 2 : 0) + (user ? 1 : 0);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EventType;
    }
}
