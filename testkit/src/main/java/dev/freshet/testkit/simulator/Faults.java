package dev.freshet.testkit.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Makes go wrong what is to, and mends afterwards what somebody would mend: starts processes again. */
final class Faults {
    private static final int MOMENTS = Moment.values().length;
    private static final int UNNOTICED_STEPS = 20_000;

    private record Armed(Moment moment, int choice) {}

    private record Later(int step, int order, Runnable what) {}

    private final Simulation simulation;
    private final List<Fault> faults;
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingInt(Later::step).thenComparingInt(Later::order));
    private final List<Armed> armed = new ArrayList<>();
    private int next;
    private int scheduled;
    private int restarting;

    Faults(Simulation simulation) {
        this.simulation = simulation;
        this.faults = simulation.scenario.faults();
    }

    /** Whether nothing more will go wrong, and nobody is away who is to be there. */
    boolean areOver() {
        return next == faults.size() && restarting == 0;
    }

    void strike(int step) {
        while (next < faults.size() && faults.get(next).step() <= step) {
            Fault fault = faults.get(next++);
            strike(fault, fault.choice());
        }
        while (!later.isEmpty() && later.peek().step <= step) {
            later.remove().what.run();
        }
    }

    private void strike(Fault fault, int choice) {
        switch (fault.kind()) {
            case CRASH -> crash(process(choice), choice);
            case CRASH_AFTER -> armed.add(new Armed(Moment.values()[choice % MOMENTS], choice / MOMENTS));
            case SLOW_RESULTS -> simulation.slowUntil = simulation.step() + choice % 499;
            case PAUSE -> process(choice).pausedUntil = simulation.step() + 1 + choice % 997;
            case ZOMBIE -> zombie(process(choice), choice);
            case LATE_FIRST_LOOK -> lateFirstLook(process(choice), choice);
            case DROP, DUPLICATE, DELAY -> wire(fault.kind(), choice);
            case STALL -> simulation.store.stall(1 + choice % 41);
            case LOST_ANSWER -> simulation.store.loseAnswer();
            case PARTIAL_WRITE -> simulation.store.tearWrite();
            case LOST_WRITE -> simulation.loseWrite();
            case CLOCK -> process(choice).clockOffset += choice % 4001 - 2000;
            case SUBMIT -> submit(choice);
        }
    }

    private SimProcess process(int choice) {
        List<SimProcess> living = new ArrayList<>();
        // One that is superseded does nothing that could go wrong.
        simulation.processes.stream()
                .filter(process -> !process.dead && !process.isSuperseded())
                .forEach(living::add);
        return living.isEmpty() ? simulation.processes.get(0) : living.get(choice % living.size());
    }

    private void crash(SimProcess process, int choice) {
        boolean wasCurrent = simulation.isCurrent(process);
        process.dead = true;
        if (choice % 3 == 0) {
            // What it had handed to the network is lost with it, or else still arrives.
            process.tasks.forEach(task -> {
                for (Link link : task.links()) {
                    simulation.network.clear(link);
                }
            });
        }
        if (wasCurrent) {
            simulation.vacate(process);
            restart(process, choice % 211);
        }
        simulation.processes.removeIf(each -> each == process && simulation.processes.size() > 1);
    }

    /** From now on nobody dies. */
    void disarm() {
        armed.clear();
    }

    /** A process has done something: it may have been the last thing. */
    void moment(Moment moment, SimProcess process) {
        for (int i = 0; i < armed.size(); i++) {
            Armed one = armed.get(i);
            if (one.moment != moment) {
                continue;
            }
            if (one.choice % 5 == 0) {
                armed.remove(i);
                crash(process, one.choice / 5);
            } else {
                armed.set(i, new Armed(moment, one.choice - 1));
            }
            return;
        }
    }

    private void zombie(SimProcess process, int choice) {
        if (simulation.isCurrent(process)) {
            process.pausedUntil = simulation.step() + 20 + choice % 1201;
            restart(process, choice % 101);
        }
    }

    private void lateFirstLook(SimProcess process, int choice) {
        if (!simulation.isCurrent(process)) {
            return;
        }
        process.dead = true;
        simulation.vacate(process);
        restart(process, choice % 101, next -> {
            next.pausedUntil = simulation.step() + 20 + choice % 1201;
            restart(next, choice % 103);
            // Nothing is over before it has had its look.
            restarting++;
            at(next.pausedUntil + 200, () -> restarting--);
            // Somebody notices in the end that it is not wanted, soon or late: for good it would take steps from the
            // others, an epoch
            // would take longer than the interval, and sources that hold back would starve.
            int unwanted = choice % 2 == 0 ? choice % 2003 : UNNOTICED_STEPS;
            at(next.pausedUntil + unwanted, () -> end(next));
        });
        simulation.processes.removeIf(each -> each == process && simulation.processes.size() > 1);
    }

    private void end(SimProcess process) {
        if (!simulation.isCurrent(process)) {
            process.dead = true;
            simulation.processes.removeIf(each -> each == process && simulation.processes.size() > 1);
        }
    }

    private void restart(SimProcess process, int after) {
        restart(process, after, started -> {});
    }

    private void restart(SimProcess process, int after, Consumer<SimProcess> then) {
        restarting++;
        at(simulation.step() + 1 + after, () -> {
            restarting--;
            SimProcess started = simulation.start(process.topology, process.places);
            if (started != null) {
                then.accept(started);
            }
        });
    }

    /** It has stopped for good by itself: if it was wanted, it is started again. */
    void buried(SimProcess process) {
        if (simulation.isCurrent(process)) {
            simulation.vacate(process);
            restart(process, 30);
        }
        simulation.processes.removeIf(each -> each == process && simulation.processes.size() > 1);
    }

    private void wire(Fault.Kind kind, int choice) {
        Network network = simulation.network;
        if (network.size() == 0) {
            return;
        }
        Link link = network.get(choice % network.size());
        switch (kind) {
            case DROP -> network.poll(link);
            case DUPLICATE -> simulation.deliver(link, link.queue.element());
            default -> link.blockedUntil = simulation.step() + choice % 499;
        }
    }

    private void submit(int choice) {
        List<SimProcess> old = List.copyOf(simulation.processes);
        Topology newer = Scenario.rescaled(simulation.topology(), choice >> 4);
        int fate = choice % 3;
        for (SimProcess process : old) {
            if (fate == 0) {
                process.dead = true;
            } else if (fate == 1) {
                process.pausedUntil = simulation.step() + choice % 2003;
            }
        }
        simulation.submit(newer);
        simulation.processes.removeIf(process -> process.dead);
    }

    private void at(int step, Runnable what) {
        later.add(new Later(step, scheduled++, what));
    }
}
