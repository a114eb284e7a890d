package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.InChannels;
import dev.freshet.core.epoch.InChannels.Decision;
import dev.freshet.core.epoch.TupleKind;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The host of an operator or a sink, as far as the protocol goes. */
abstract class SimBolt extends SimTask {
    final InChannels<Tuple> channels;
    private final int[] channelOf;
    private final ArrayDeque<Tuple> inbox = new ArrayDeque<>();
    private @Nullable CompletedEpoch base;
    private boolean loading;
    private boolean stopped;
    /** The generation whose Restore was sent on; 0 while none is worked on. */
    long running;

    private @Nullable StateOutput early;
    private final Set<Tuple> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final long[] gaps;
    private final long[] numbers;

    SimBolt(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
        int[] senders = topology.senders(place);
        channels = new InChannels<>(senders.length);
        channelOf = new int[topology.tasks.size()];
        gaps = new long[senders.length];
        numbers = new long[senders.length];
        for (int i = 0; i < senders.length; i++) {
            channelOf[senders[i]] = i;
        }
    }

    /** Works on data. */
    abstract void take(Tuple tuple);

    /** Its state, at a barrier: what belongs before the barrier and was not sent is sent first. */
    abstract StateOutput snapshot(long epoch);

    /** Something of its own to do: write, send what has changed. Returns whether there was. */
    abstract boolean work();

    @Override
    final void receive(Tuple tuple) {
        inbox.add(tuple);
    }

    @Override
    final void step() {
        EpochView view = epochs.view();
        switch (view.state()) {
            case SUPERSEDED -> {
                if (!has(Flaw.ZOMBIE_ADMITTED) || running == 0) {
                    // What it was about to do when it noticed may still be done.
                    stopped |= simulation.random.nextInt(4) == 0;
                    if (stopped) {
                        process.endIfOlder();
                    } else {
                        work();
                    }
                    return;
                }
            }
            case WAITING -> {
                return;
            }
            case FORMING -> {
                stop(view.generation());
                epochs.ready(view.generation());
            }
            case RUNNING -> {
                if (running != view.generation()) {
                    stop(view.generation());
                    begin(view);
                    return;
                }
                remember();
            }
        }
        if (loading && running != 0 && (inbox.isEmpty() || simulation.random.nextInt(3) == 0)) {
            if (load(running, base)) {
                loading = false;
                channels.loaded();
                drain();
            }
            return;
        }
        int first = simulation.random.nextInt(4);
        if ((first == 0 && stepUpload()) || (first == 1 && running != 0 && work())) {
            return;
        }
        Tuple tuple = inbox.peek();
        if (tuple != null) {
            inbox.remove();
            execute(tuple);
        } else if (!stepUpload() && running != 0) {
            work();
        }
    }

    /** Leaves the generation that was worked on, for a newer one. */
    private void stop(long newer) {
        if (running == 0 || running >= newer) {
            return;
        }
        running = 0;
        dropUpload();
        if (!has(Flaw.STATE_KEPT)) {
            clear();
        }
    }

    /** The record says that a generation runs, and that this incarnation is admitted: only then may anything be sent in it. */
    private void begin(EpochView view) {
        boolean survives = channels.generation() != 0;
        if (channels.generation() < view.generation()) {
            newGeneration(view.generation());
        }
        if (channels.generation() != view.generation()) {
            return;
        }
        running = view.generation();
        base = base();
        loading = true;
        if (has(Flaw.STATE_KEPT) && survives) {
            base = null;
        } else if (has(Flaw.LOAD_NOT_AWAITED) || base == null) {
            clear();
        }
        restart(running);
    }

    private void newGeneration(long generation) {
        channels.begin(generation);
        early = null;
        taken.clear();
        Arrays.fill(gaps, 0);
        Arrays.fill(numbers, 0);
    }

    private void execute(Tuple tuple) {
        int channel = channelOf[tuple.from()];
        if (tuple.generation() < channels.generation()) {
            if (has(Flaw.ZOMBIE_ADMITTED) && tuple.kind() == TupleKind.DATA && running != 0) {
                take(tuple);
            }
            return;
        }
        if (tuple.generation() == channels.generation()
                && running == 0
                && epochs.view().generation() > channels.generation()) {
            return;
        }
        long number = number(channel, tuple);
        Decision decision = channels.accept(
                channel, tuple.generation(), tuple.incarnation(), number, tuple.kind(), tuple.epoch(), tuple);
        if (decision == Decision.NEW_GENERATION) {
            running = 0;
            dropUpload();
            if (!has(Flaw.STATE_KEPT)) {
                clear();
            }
            newGeneration(tuple.generation());
            execute(tuple);
            return;
        }
        if (decision == Decision.SET_ASIDE && tuple.kind() == TupleKind.DATA) {
            simulation.setAside++;
            if (running != 0 && has(loading ? Flaw.LOAD_NOT_AWAITED : Flaw.ALIGNMENT_SKIPPED)) {
                taken.add(tuple);
                take(tuple);
            }
        } else if (decision == Decision.DROP && tuple.kind() == TupleKind.BARRIER) {
            firstBarrier();
        } else if (decision == Decision.DROP && tuple.kind() == TupleKind.DATA && running != 0) {
            if (has(Flaw.DUPLICATE_UNSEEN) && channels.why().isEmpty()) {
                take(tuple);
            }
        }
        act(tuple, decision);
        if (decision == Decision.ALIGNED) {
            drain();
        }
    }

    private long number(int channel, Tuple tuple) {
        if (!has(Flaw.GAP_UNSEEN) || tuple.generation() != channels.generation()) {
            return tuple.number();
        }
        if (tuple.number() > numbers[channel]) {
            gaps[channel] += tuple.number() - numbers[channel];
        }
        numbers[channel] = Math.max(numbers[channel], tuple.number() + 1);
        return tuple.number() - gaps[channel];
    }

    private void firstBarrier() {
        if (has(Flaw.SNAPSHOT_AT_FIRST_BARRIER) && early == null) {
            early = snapshot(channels.epoch());
        }
    }

    private void act(Tuple tuple, Decision decision) {
        switch (decision) {
            case TAKE -> {
                if (!taken.remove(tuple)) {
                    take(tuple);
                }
            }
            case ALIGNED -> {
                StateOutput state = early != null ? early : snapshot(channels.epoch());
                early = null;
                control(running, TupleKind.BARRIER, channels.epoch());
                upload(running, channels.epoch(), state, false);
                process.moment = Moment.ALIGNED;
            }
            case BROKEN -> epochs.failed(channels.generation(), channels.why());
            default -> {
                // Forgotten, or kept by the channels.
            }
        }
    }

    private void drain() {
        for (InChannels.Released<Tuple> next = channels.release(); next != null; next = channels.release()) {
            act(next.tuple(), next.decision());
        }
    }

    @Override
    String held() {
        return channels.setAside() == 0 ? "" : channels.setAside() + " set aside";
    }
}
