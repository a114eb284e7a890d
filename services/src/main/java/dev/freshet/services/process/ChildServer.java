package dev.freshet.services.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server as a child process on the loopback address, with a directory of its own. It ends with this JVM and leaves
 * nothing behind, unless it is {@linkplain #keep kept}. Not for use by several threads.
 */
public abstract class ChildServer implements AutoCloseable {

    private final String kind;
    private final Duration stopBound;
    private final Path home;
    private final Runnable onExit;
    private @Nullable ChildProcess child;
    /** Takes back what was written down of it. */
    private @Nullable Runnable withdrawal;

    /**
     * @param kind what it is, a word: {@code redis}
     * @param parent where its directory is made; exists
     * @param stopBound how long it may take to end when it is asked to
     */
    protected ChildServer(String kind, Path parent, Duration stopBound) {
        this.kind = kind;
        this.stopBound = stopBound;
        this.home = Directories.temporary(parent, kind);
        this.onExit = () -> Directories.delete(home);
        OnExit.add(onExit);
    }

    /** Starts the process on {@link #port()} and returns when it is ready. */
    protected abstract ChildProcess launch();

    /** The port that clients connect to. */
    public abstract int port();

    /** What clients are told to connect to, credentials included. */
    protected abstract String address();

    /** The server's own log. */
    public abstract Path log();

    /** Its configuration, its log, and its data unless that has a place of its own. */
    protected final Path home() {
        return home;
    }

    /** Launches it. */
    protected final void run() {
        child = launch();
    }

    /** The system's number of the running process. */
    public final long pid() {
        return running().pid();
    }

    /** Whether the process runs. */
    public final boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** Stops the process and keeps ports and stored data, for {@link #restart()}. */
    public final void stop() {
        if (child != null) {
            child.stop(stopBound);
            child = null;
        }
    }

    /** Ends the process as a crash would, for {@link #restart()}. */
    public final void kill() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** Runs the stopped server again, on the same ports, with the data that it had stored. */
    public final void restart() {
        if (isAlive()) {
            throw new IllegalStateException(this + " (pid " + pid() + ") runs already");
        }
        run();
    }

    /** Writes down where it is, so that other processes find it for as long as it runs. */
    public final KnownServer announce(StateDirectory state) {
        KnownServer known = known(Optional.of(ProcessId.of(ProcessHandle.current())));
        Runnable withdraw = () -> state.remove(known.name());
        withdrawal = withdraw;
        OnExit.add(withdraw);
        known.write(state);
        return known;
    }

    /** Lets it outlive this JVM, and writes down where it is. */
    public final KnownServer keep(StateDirectory state) {
        KnownServer known = known(Optional.empty());
        known.write(state);
        if (withdrawal != null) {
            OnExit.remove(withdrawal);
            withdrawal = null;
        }
        running().detach();
        OnExit.remove(onExit);
        return known;
    }

    /** Stops the process and removes its directory and its announcement. */
    @Override
    public final void close() {
        Runnable withdraw = withdrawal;
        if (withdraw != null) {
            withdrawal = null;
            OnExit.remove(withdraw);
            withdraw.run();
        }
        stop();
        OnExit.remove(onExit);
        Directories.delete(home);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return kind + " on " + Ports.LOOPBACK + ":" + port();
    }

    private KnownServer known(Optional<ProcessId> owner) {
        return new KnownServer(kind, address(), port(), running().id(), home, owner);
    }

    private ChildProcess running() {
        if (child == null) {
            throw new IllegalStateException(this + " is stopped");
        }
        return child;
    }
}
