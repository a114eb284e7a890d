package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link Scenario}. Every step one actor does one thing: a poller looks at the record, a link brings a tuple, or an executor
 * calls its task. Which one is drawn from the seed, and so is everything else: the same scenario runs the same way.
 */
public final class Simulation {
    private static final int MOST_STEPS = 150_000;
    private static final int LAST_GASP_STEPS = 400;

    final Scenario scenario;
    final Flaw flaw;
    final SplittableRandom random;
    final Input input;
    final Results results;
    final SimStore store;
    final Network network = new Network();
    final List<SimProcess> processes = new ArrayList<>();
    private final Faults faults;
    private Topology topology;
    private @Nullable SimTask[] current;
    private int step;
    private int lostWrites;
    int slowUntil;
    long setAside;

    private Simulation(Scenario scenario, Flaw flaw) {
        this.scenario = scenario;
        this.flaw = flaw;
        random = new SplittableRandom(scenario.seed() ^ 0x5DEECE66DL);
        input = new Input(scenario, random.split());
        results = new Results(flaw);
        store = new SimStore(flaw == Flaw.GARBAGE_LEFT);
        topology = scenario.topology();
        current = new SimTask[topology.tasks.size()];
        faults = new Faults(this);
    }

    /** Runs a scenario, with a mistake planted or without. */
    public static Outcome run(Scenario scenario, Flaw flaw) {
        Simulation simulation = new Simulation(scenario, flaw);
        String problem;
        try {
            problem = simulation.run();
        } catch (RuntimeException e) {
            problem = "threw " + e + " at " + e.getStackTrace()[0];
        }
        EpochRecord record = simulation.record();
        return new Outcome(
                simulation.step,
                problem,
                record == null ? 0 : record.generation(),
                record == null ? 0 : record.lastEpoch(),
                simulation.setAside);
    }

    private String run() {
        deploy();
        while (!isDone()) {
            if (step >= MOST_STEPS) {
                return "not done after " + step + " steps: " + state();
            }
            advance();
        }
        String held = heldByTheLiving();
        lastGasp();
        return Verdict.of(this, held);
    }

    private void advance() {
        step++;
        faults.strike(step);
        int dice = random.nextInt(100);
        if (dice < 12) {
            SimProcess process = processes.get(random.nextInt(processes.size()));
            if (isAwake(process)) {
                process.poll(step);
                if (process.dead) {
                    faults.buried(process);
                } else if (process.sawCompletion()) {
                    faults.moment(Moment.COMPLETED, process);
                }
            }
        } else if (dice < 55 && network.size() > 0) {
            Link link = network.get(random.nextInt(network.size()));
            if (link.blockedUntil <= step) {
                deliver(link, network.poll(link));
            }
        } else {
            SimProcess process = processes.get(random.nextInt(processes.size()));
            if (isAwake(process)) {
                process.tasks.get(random.nextInt(process.tasks.size())).step();
                Moment moment = process.moment;
                process.moment = null;
                if (moment != null && !process.dead) {
                    faults.moment(moment, process);
                } else if (process.dead) {
                    faults.buried(process);
                }
            }
        }
    }

    private boolean isAwake(SimProcess process) {
        return !process.dead && process.pausedUntil <= step;
    }

    void deliver(Link link, Tuple tuple) {
        // A submission's workers find one another by its own name, never those of another.
        SimTask task = link.topology == topology ? current[link.target] : null;
        if (task != null) {
            task.receive(tuple);
        }
    }

    /** Starts the processes of the topology. */
    private void deploy() {
        int tasks = topology.tasks.size();
        int count = Math.min(scenario.processes(), tasks);
        for (int i = 0; i < count; i++) {
            int[] places = new int[(tasks - i + count - 1) / count];
            for (int j = 0; j < places.length; j++) {
                places[j] = i + j * count;
            }
            start(topology, places);
        }
    }

    /** Starts a process, which from now on is the one that has these places; null if the topology is not wanted any more. */
    @Nullable
    SimProcess start(Topology of, int[] places) {
        if (of != topology) {
            return null;
        }
        SimProcess process = new SimProcess(this, of, places);
        // The last one that died stayed, so that there always is one; steps should not go to it.
        processes.removeIf(each -> each.dead);
        processes.add(process);
        for (int i = 0; i < places.length; i++) {
            current[places[i]] = process.tasks.get(i);
        }
        return process;
    }

    /** The places of a process that are nobody else's. */
    boolean isCurrent(SimProcess process) {
        return process.topology == topology && current[process.places[0]] == process.tasks.get(0);
    }

    void vacate(SimProcess process) {
        if (isCurrent(process)) {
            for (int place : process.places) {
                current[place] = null;
            }
        }
    }

    void submit(Topology newer) {
        topology = newer;
        current = new SimTask[newer.tasks.size()];
        deploy();
    }

    Topology topology() {
        return topology;
    }

    int step() {
        return step;
    }

    void loseWrite() {
        lostWrites++;
    }

    boolean resultsAreSlow() {
        return step < slowUntil;
    }

    boolean losesWrite() {
        if (lostWrites == 0) {
            return false;
        }
        lostWrites--;
        return true;
    }

    @Nullable
    EpochRecord record() {
        byte[] value = store.durable.read().value();
        return value == null ? null : EpochRecord.fromBytes(value);
    }

    private boolean isDone() {
        SimTask any = current[0];
        EpochRecord record = any == null ? null : any.process.worker.record();
        if (record == null
                || !record.done()
                || record.shape().submission() != topology.shape.submission()
                || !record.garbage().isEmpty()
                || !faults.areOver()) {
            return false;
        }
        for (SimTask task : current) {
            if (task == null || task.epochs.view().incarnation() != record.incarnation(task.name)) {
                return false;
            }
        }
        return true;
    }

    /** The dead that only slept wake up, and everything that is on its way arrives. */
    private void lastGasp() {
        faults.disarm();
        for (int i = 0; i < LAST_GASP_STEPS || network.size() > 0; i++) {
            processes.forEach(process -> process.pausedUntil = 0);
            advance();
        }
    }

    private String heldByTheLiving() {
        StringBuilder held = new StringBuilder();
        for (SimTask task : current) {
            String one = task == null ? "" : task.held();
            if (!one.isEmpty()) {
                held.append(task == null ? "" : task.name)
                        .append(" holds ")
                        .append(one)
                        .append("; ");
            }
        }
        return held.toString();
    }

    private String state() {
        EpochRecord record = record();
        return record == null
                ? "no record"
                : "generation " + record.generation() + " " + record.phase() + ", epoch " + record.lastEpoch()
                        + " missing " + record.missing() + ", tasks " + record.tasks() + ", error " + record.lastError()
                        + ", " + heldByTheLiving();
    }
}
