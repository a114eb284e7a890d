package dev.freshet.testkit.operator;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One key of a process, run over all of its events in order. */
final class NaiveScope implements KeyScope {
    final List<List<@Nullable Object>> sent = new ArrayList<>();
    private final KeyedProcess process;
    private final long ttl;
    private final Map<Integer, Object> values = new HashMap<>();
    private final Map<Integer, Object> put = new HashMap<>();
    private final TreeSet<Long> timers = new TreeSet<>();
    /** For how many rows and timers it threw. */
    int thrown;

    private long now;
    private long earliest;
    private boolean forgets;

    NaiveScope(KeyedProcess process, long ttl) {
        this.process = process;
        this.ttl = ttl;
    }

    void run(List<Event> events) {
        boolean lives = false;
        long end = 0;
        for (int i = 0; i < events.size(); i++) {
            long time = events.get(i).flow().time();
            List<@Nullable Object> row = Arrays.asList(
                    events.get(i).flow().bytes(),
                    events.get(i).flow().src(),
                    events.get(i).flow().ratio());
            if (call(time, time, () -> process.onRow(new Row(row), this))) {
                lives = true;
                end = time + ttl;
            }
            long next = i + 1 < events.size() ? events.get(i + 1).flow().time() : Long.MAX_VALUE;
            while (lives && !timers.isEmpty() && timers.first() < Math.min(end, next)) {
                long due = timers.pollFirst();
                call(due, due + 1, () -> process.onTimer(due, this));
            }
            if (lives && next >= end) {
                drop();
                lives = false;
            }
        }
    }

    private boolean call(long time, long first, Runnable what) {
        now = time;
        earliest = first;
        forgets = false;
        Map<Integer, Object> valuesBefore = Map.copyOf(values);
        List<Long> timersBefore = List.copyOf(timers);
        int sentBefore = sent.size();
        try {
            what.run();
        } catch (IllegalStateException e) {
            thrown++;
            drop();
            values.putAll(valuesBefore);
            timers.addAll(timersBefore);
            sent.subList(sentBefore, sent.size()).clear();
            put.clear();
            return false;
        }
        put.clear();
        if (forgets) {
            drop();
        }
        return true;
    }

    private void drop() {
        values.clear();
        timers.clear();
    }

    private record Row(List<@Nullable Object> values) implements ProcessRow {
        @Override
        public boolean isNull(int column) {
            return values.get(column) == null;
        }

        @Override
        public boolean booleanAt(int column) {
            return (Boolean) Objects.requireNonNull(values.get(column));
        }

        @Override
        public long longAt(int column) {
            return (Long) Objects.requireNonNull(values.get(column));
        }

        @Override
        public double doubleAt(int column) {
            return (Double) Objects.requireNonNull(values.get(column));
        }

        @Override
        public String textAt(int column) {
            return (String) Objects.requireNonNull(values.get(column));
        }
    }

    @Override
    public long timeMs() {
        return now;
    }

    @Override
    public boolean isNull(int slot) {
        return !values.containsKey(slot);
    }

    @Override
    public boolean booleanAt(int slot) {
        return (Boolean) Objects.requireNonNull(values.get(slot));
    }

    @Override
    public long longAt(int slot) {
        return (Long) Objects.requireNonNull(values.get(slot));
    }

    @Override
    public double doubleAt(int slot) {
        return (Double) Objects.requireNonNull(values.get(slot));
    }

    @Override
    public String textAt(int slot) {
        return (String) Objects.requireNonNull(values.get(slot));
    }

    @Override
    public KeyMemory memory() {
        return KeyMemory.NONE;
    }

    @Override
    public void setBoolean(int slot, boolean value) {
        values.put(slot, value);
    }

    @Override
    public void setLong(int slot, long value) {
        values.put(slot, value);
    }

    @Override
    public void setDouble(int slot, double value) {
        values.put(slot, value);
    }

    @Override
    public void setText(int slot, String value) {
        values.put(slot, value);
    }

    @Override
    public void setNull(int slot) {
        values.remove(slot);
    }

    @Override
    public void forget() {
        forgets = true;
    }

    @Override
    public void setTimer(long timeMs) {
        timers.add(Math.max(timeMs, earliest));
    }

    @Override
    public void cancelTimer(long timeMs) {
        timers.remove(Math.max(timeMs, earliest));
    }

    @Override
    public void putBoolean(int column, boolean value) {
        put.put(column, value);
    }

    @Override
    public void putLong(int column, long value) {
        put.put(column, value);
    }

    @Override
    public void putDouble(int column, double value) {
        put.put(column, value);
    }

    @Override
    public void putText(int column, String value) {
        put.put(column, value);
    }

    @Override
    public void emit() {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(now);
        for (int column = 0; column < process.output().size(); column++) {
            row.add(put.get(column));
        }
        sent.add(row);
        put.clear();
    }
}
