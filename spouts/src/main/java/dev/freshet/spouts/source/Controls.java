package dev.freshet.spouts.source;

import dev.freshet.storm.Control;
import dev.freshet.storm.Marks;
import dev.freshet.storm.Tuples;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The control messages from a source task to each task that follows. A message is sent when the watermark rose or idleness
 * changed, at most every 25 ms, or every 5 ms where it came to a time by which a window may be complete; one that failed is
 * sent again with what is true by then. No more than a few are under way to a task at a time.
 */
final class Controls {
    private static final long SPACING_MS = 25;
    private static final long SPACING_AT_BOUNDARIES_MS = 5;
    private static final int MOST_UNDER_WAY = 8;

    /** The message id of a control tuple. */
    record ControlId(int task, long number) {}

    private static final class Channel {
        final Map<Long, Control> underWay = new HashMap<>();
        boolean again;
        boolean ended;
    }

    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Emission emission;
    private final Marks marks;
    private final long boundaryMs;
    private @Nullable Control last;
    private long lastSentMs = Long.MIN_VALUE;
    private long numbers;

    /** @param boundaryMs windows may be complete at multiples of this event time; 0 if that is not known */
    Controls(Collection<Integer> targets, Emission emission, Marks marks, long boundaryMs) {
        this.emission = emission;
        this.marks = marks;
        this.boundaryMs = boundaryMs;
        for (int target : targets) {
            channels.put(target, new Channel());
        }
    }

    /** Whether it is time to look for something to send. */
    boolean due(long nowMs, long watermarkMs) {
        return lastSentMs == Long.MIN_VALUE
                || nowMs - lastSentMs >= (passesBoundary(watermarkMs) ? SPACING_AT_BOUNDARIES_MS : SPACING_MS);
    }

    /** Sends what is new, and again what failed. */
    void send(Control current, long nowMs) {
        boolean news = isNews(current);
        if (news) {
            last = current;
        }
        boolean sent = false;
        for (Map.Entry<Integer, Channel> entry : channels.entrySet()) {
            Channel channel = entry.getValue();
            channel.again |= news;
            if (channel.again && channel.underWay.size() < MOST_UNDER_WAY) {
                channel.again = false;
                ControlId id = new ControlId(entry.getKey(), ++numbers);
                channel.underWay.put(id.number(), current);
                emission.emitDirect(id.task(), Tuples.CONTROL_STREAM, Tuples.control(marks.on(id.task(), current)), id);
                sent = true;
            }
        }
        if (sent) {
            lastSentMs = nowMs;
        }
    }

    void acked(ControlId id) {
        Channel channel = channels.get(id.task());
        Control control = channel == null ? null : channel.underWay.remove(id.number());
        if (channel != null && control != null && control.isEnd()) {
            channel.ended = true;
        }
    }

    void failed(ControlId id) {
        Channel channel = channels.get(id.task());
        if (channel != null && channel.underWay.remove(id.number()) != null) {
            channel.again = true;
        }
    }

    /** Forgets what was sent: the next message is new to everybody. */
    void restart() {
        for (Channel channel : channels.values()) {
            channel.underWay.clear();
            channel.again = false;
            channel.ended = false;
        }
        last = null;
        lastSentMs = Long.MIN_VALUE;
    }

    /** Whether every task that follows has acked the end. */
    boolean endAcked() {
        return last != null && last.isEnd() && channels.values().stream().allMatch(channel -> channel.ended);
    }

    private boolean passesBoundary(long watermarkMs) {
        Control before = last;
        return boundaryMs > 0
                && before != null
                && Math.floorDiv(watermarkMs, boundaryMs) > Math.floorDiv(before.watermarkMs(), boundaryMs);
    }

    private boolean isNews(Control current) {
        Control before = last;
        return before == null || current.watermarkMs() > before.watermarkMs() || current.idle() != before.idle();
    }
}
