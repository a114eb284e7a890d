package dev.freshet.testkit;

import dev.freshet.services.storm.StormCluster;

/**
 * A real Storm cluster with four slots shared by the tests of the JVM, as a parameter of type {@link StormCluster}.
 * Submit under a name of your own, and kill what you submitted.
 */
public final class StormClusterExtension extends ServerExtension<StormCluster> {

    /** Used by JUnit. */
    public StormClusterExtension() {
        super(StormCluster.class, StormCluster::up);
    }
}
