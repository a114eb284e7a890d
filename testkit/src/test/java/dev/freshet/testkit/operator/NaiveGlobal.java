package dev.freshet.testkit.operator;

import dev.freshet.core.window.Trigger;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a key's global window, found by walking over its events; each result is computed from its events anew. */
final class NaiveGlobal {
    private final Trigger trigger;
    private final List<@Nullable Object> key;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Event> held = new ArrayList<>();
    private int fresh;
    private long revision;
    private long shownEnd = Long.MIN_VALUE;

    NaiveGlobal(Trigger trigger, List<@Nullable Object> key) {
        this.trigger = trigger;
        this.key = key;
    }

    List<List<@Nullable Object>> walk(List<Event> events) {
        Long last = null;
        for (Event event : events) {
            long now = event.flow().time();
            if (last != null) {
                timePasses(last, now, false);
            }
            last = now;
            held.add(event);
            fresh++;
            if (fresh == trigger.rows()) {
                show(now + 1, trigger.discard() ? "final" : "early", false);
            }
        }
        if (last != null) {
            timePasses(last, 0, true);
            if (trigger.idleMs() == 0 && (fresh > 0 || !trigger.discard())) {
                show(Math.max(last + 1, shownEnd), trigger.discard() ? "early" : "final", true);
            }
        }
        return rows;
    }

    /** What is due behind an event at {@code last} up to the time {@code now}, or of all that is due. */
    private void timePasses(long last, long now, boolean toTheEnd) {
        if (trigger.everyMs() > 0 && fresh > 0) {
            long boundary = Math.floorDiv(last, trigger.everyMs()) * trigger.everyMs() + trigger.everyMs();
            boolean goesOn = trigger.idleMs() == 0 || boundary - last < trigger.idleMs();
            if (goesOn && (toTheEnd || boundary <= now)) {
                show(boundary, trigger.discard() ? "final" : "early", false);
            }
        }
        if (trigger.idleMs() > 0 && (toTheEnd || now - last >= trigger.idleMs())) {
            if (fresh > 0 || !trigger.discard()) {
                show(last + trigger.idleMs(), "final", true);
            }
            held.clear();
            revision = 0;
            fresh = 0;
            shownEnd = Long.MIN_VALUE;
        }
    }

    private void show(long end, String kind, boolean over) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(held.get(0).flow().time());
        row.add(end);
        row.addAll(key);
        row.addAll(NaiveWindows.values(held));
        row.add(kind);
        row.add(trigger.discard() ? 0L : revision);
        rows.add(row);
        revision++;
        fresh = 0;
        shownEnd = end;
        if (trigger.discard() || over) {
            held.clear();
        }
    }
}
