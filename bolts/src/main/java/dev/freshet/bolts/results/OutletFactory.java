package dev.freshet.bolts.results;

import java.io.Serializable;

/** Makes a task's outlet in its worker. */
@FunctionalInterface
public interface OutletFactory<C> extends Serializable {
    /**
     * An outlet that connects when it is first needed.
     *
     * @param name of the connection, as the server shows it
     */
    Outlet<C> open(String name);
}
