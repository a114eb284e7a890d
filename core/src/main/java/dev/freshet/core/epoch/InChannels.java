package dev.freshet.core.epoch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task does with the tuples that reach it: sees gaps, repeats and strangers, and aligns barriers. What arrives on a channel behind
 * its barrier, and whatever arrives before the task has loaded its state, is set aside in order until it is its turn. Chandy and Lamport's
 * snapshot, aligned as in Carbone et al., "Lightweight Asynchronous Snapshots for Distributed Dataflows" (2015).
 *
 * <p>The host asks {@link #accept} for every tuple, and {@link #release} until null after each {@link Decision#ALIGNED} and {@link #loaded}.
 * For one thread.
 *
 * @param <T> what is set aside: the tuple with all that is needed to take and to ack it
 */
public final class InChannels<T> {
    /** What to do with a tuple. */
    public enum Decision {
        /** Work on it now. */
        TAKE,
        /** Ack it and forget it: of an older generation, a repeat, or one that only this machine needed. */
        DROP,
        /** This machine keeps it, un-acked. */
        SET_ASIDE,
        /** The last barrier of {@link #epoch()}: take the snapshot, send the barrier on, ack, then {@link #release}. */
        ALIGNED,
        /** Of a newer generation: {@link #begin} it, then ask again. */
        NEW_GENERATION,
        /** A tuple is missing or does not belong here, see {@link #why()}: ask for a new generation, and ack. All else of this one is dropped. */
        BROKEN
    }

    /** A tuple whose turn it is. */
    public record Released<T>(T tuple, Decision decision) {}

    private record Kept<T>(T tuple, TupleKind kind, long epoch) {}

    private final long[] next;
    private final long[] incarnations;
    private final boolean[] arrived;
    private final List<ArrayDeque<Kept<T>>> kept = new ArrayList<>();
    private int keptTuples;
    private int barriers;
    private long generation;
    private long epoch;
    private boolean loaded;
    private String why = "";

    public InChannels(int channels) {
        next = new long[channels];
        incarnations = new long[channels];
        arrived = new boolean[channels];
        for (int i = 0; i < channels; i++) {
            kept.add(new ArrayDeque<>());
        }
    }

    /** The generation that was begun last. */
    public long generation() {
        return generation;
    }

    /** The epoch that was aligned last in this generation, or whose barrier has reached some channels. */
    public long epoch() {
        return epoch;
    }

    /** Why the generation is {@link Decision#BROKEN}; empty if it is not. */
    public String why() {
        return why;
    }

    /** How many tuples are set aside. */
    public int setAside() {
        return keptTuples;
    }

    /**
     * Forgets everything of older generations; until {@link #loaded}, all is set aside.
     *
     * @return what was set aside and will never be taken, to be acked
     */
    public List<T> begin(long newGeneration) {
        if (newGeneration <= generation) {
            throw new IllegalArgumentException("generation " + newGeneration + " is not newer than " + generation);
        }
        generation = newGeneration;
        loaded = false;
        why = "";
        Arrays.fill(next, 0);
        Arrays.fill(incarnations, 0);
        Arrays.fill(arrived, false);
        barriers = 0;
        epoch = 0;
        List<T> dropped = new ArrayList<>();
        for (ArrayDeque<Kept<T>> channel : kept) {
            channel.forEach(each -> dropped.add(each.tuple));
            channel.clear();
        }
        keptTuples = 0;
        return dropped;
    }

    /** The task has its state of the generation: what was set aside may be {@link #release released}. */
    public void loaded() {
        loaded = true;
    }

    /**
     * @param ofIncarnation the sender's
     * @param number the sender's, on this channel
     * @param barrier the epoch that a {@link TupleKind#BARRIER} ends; of no meaning otherwise
     */
    public Decision accept(
            int channel, long ofGeneration, long ofIncarnation, long number, TupleKind kind, long barrier, T tuple) {
        if (ofGeneration != generation) {
            return ofGeneration < generation ? Decision.DROP : Decision.NEW_GENERATION;
        }
        if (!why.isEmpty() || (number < next[channel] && ofIncarnation == incarnations[channel])) {
            return Decision.DROP;
        }
        String problem = problem(channel, ofIncarnation, number, kind);
        if (problem != null) {
            return broken(problem);
        }
        next[channel]++;
        incarnations[channel] = ofIncarnation;
        if (kind == TupleKind.RESTORE) {
            return Decision.DROP;
        }
        if (!loaded || arrived[channel] || !kept.get(channel).isEmpty()) {
            kept.get(channel).add(new Kept<>(tuple, kind, barrier));
            keptTuples++;
            return Decision.SET_ASIDE;
        }
        return decide(channel, kind, barrier);
    }

    private @Nullable String problem(int channel, long ofIncarnation, long number, TupleKind kind) {
        if (next[channel] != 0 && ofIncarnation != incarnations[channel]) {
            return "channel " + channel + " has incarnation " + ofIncarnation + " after " + incarnations[channel];
        }
        if (number > next[channel]) {
            return "channel " + channel + " has lost tuples " + next[channel] + " to " + (number - 1);
        }
        if ((number == 0) != (kind == TupleKind.RESTORE)) {
            return "channel " + channel + " does not begin with a Restore, or has it as number " + number;
        }
        return null;
    }

    private Decision decide(int channel, TupleKind kind, long barrier) {
        if (kind != TupleKind.BARRIER) {
            return Decision.TAKE;
        }
        if (barriers == 0 ? barrier <= epoch : barrier != epoch) {
            return broken("channel " + channel + " has the barrier of epoch " + barrier + " after that of " + epoch);
        }
        epoch = barrier;
        arrived[channel] = true;
        if (++barriers < arrived.length) {
            return Decision.DROP;
        }
        barriers = 0;
        Arrays.fill(arrived, false);
        return Decision.ALIGNED;
    }

    private Decision broken(String problem) {
        why = problem;
        return Decision.BROKEN;
    }

    /** The next tuple whose turn it is now: in order within its channel. Null while there is none. */
    public @Nullable Released<T> release() {
        if (!loaded || keptTuples == 0 || !why.isEmpty()) {
            return null;
        }
        for (int channel = 0; channel < arrived.length; channel++) {
            if (arrived[channel]) {
                continue;
            }
            Kept<T> first = kept.get(channel).poll();
            if (first != null) {
                keptTuples--;
                return new Released<>(first.tuple, decide(channel, first.kind, first.epoch));
            }
        }
        return null;
    }
}
