package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is kept of each sensor of a road, in the order in which cars pass them. */
final class Along<S extends KeyMemory> implements KeyMemory {
    /**
     * A sensor.
     *
     * @param way its position, counted so that cars drive to greater ones
     */
    record Site<S>(String sensor, double position, double way, S state) {}

    private final Supplier<S> newState;
    private final List<Site<S>> sites = new ArrayList<>();

    Along(Supplier<S> newState) {
        this.newState = newState;
    }

    /** What is kept of a sensor, which may be new. Its position is where it was seen first. */
    Site<S> at(String sensor, double position, String direction) {
        for (Site<S> site : sites) {
            if (site.sensor.equals(sensor)) {
                return site;
            }
        }
        Site<S> site = new Site<>(sensor, position, SensorPlaces.downstream(direction) * position, newState.get());
        int at = 0;
        while (at < sites.size() && before(sites.get(at), site)) {
            at++;
        }
        sites.add(at, site);
        return site;
    }

    private boolean before(Site<S> one, Site<S> other) {
        return one.way < other.way || one.way == other.way && one.sensor.compareTo(other.sensor) < 0;
    }

    /** Upstream first. */
    List<Site<S>> sites() {
        return sites;
    }

    @Override
    public void write(StateOutput to) {
        to.putUnsigned(sites.size());
        for (Site<S> site : sites) {
            to.putText(site.sensor);
            StateArrays.write(to, site.position, site.way);
            site.state.write(to);
        }
    }

    @Override
    public void read(StateInput from) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            Site<S> site = new Site<>(from.getText(), StateArrays.read(from), StateArrays.read(from), newState.get());
            site.state.read(from);
            sites.add(site);
        }
    }

    @Override
    public long sizeBytes() {
        return 40
                + sites.stream().mapToLong(site -> 100 + site.state.sizeBytes()).sum();
    }
}
