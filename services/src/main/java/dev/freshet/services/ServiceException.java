package dev.freshet.services;

import org.jspecify.annotations.Nullable;

/** A server could not be started, reached or stopped. The message is written for the user who started it. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed, with the name, the bound and the actual value */
    public ServiceException(String message) {
        super(message);
    }

    /**
     * @param message what failed, with the name, the bound and the actual value
     * @param cause what made it fail
     */
    public ServiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
