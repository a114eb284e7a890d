package dev.freshet.bolts.results;

import java.util.List;

/**
 * One task's way to the server that takes its rows. For the task's thread.
 *
 * @param <C> what the server is called with
 */
public interface Outlet<C> extends AutoCloseable {
    /** The server's name for people: {@code Redis}. */
    String server();

    /**
     * Sends calls, none of which does more when it is sent again; false if they are still under way: then the same list is to be given
     * again. Takes no more than a second while the server is away.
     *
     * @throws RuntimeException if some may not have been taken
     */
    boolean send(List<C> calls);

    /** Whether trying again would not help. */
    boolean isFatal(RuntimeException error);

    /** One sentence for people: where, and why not. Holds no secrets. */
    String sentence(RuntimeException error);

    @Override
    void close();
}
