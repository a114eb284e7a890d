package dev.freshet.bolts.kafka;

/** A topic that rows are to be appended to is not there. */
public final class MissingTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic) {
        super("topic '" + topic + "' does not exist");
    }
}
