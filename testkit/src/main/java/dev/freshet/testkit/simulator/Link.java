package dev.freshet.testkit.simulator;

import java.util.ArrayDeque;

/** Tuples on their way from one running task to a place: first in, first out. */
final class Link {
    final Topology topology;
    final int target;
    final ArrayDeque<Tuple> queue = new ArrayDeque<>();
    /** Its index among those that are not empty, or -1. */
    int place = -1;

    int blockedUntil;

    Link(Topology topology, int target) {
        this.topology = topology;
        this.target = target;
    }
}
