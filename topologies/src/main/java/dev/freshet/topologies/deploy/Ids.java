package dev.freshet.topologies.deploy;

/** The names of components and streams. */
public final class Ids {
    /** The component that writes results. */
    public static final String RESULTS = "sink-results";
    /** The component that appends results to topics. */
    public static final String TOPICS = "sink-topics";
    /** The component that writes dead letters. */
    public static final String DEAD = "sink-dead";

    private Ids() {}

    /** The component of an input. */
    public static String source(String input) {
        return "source-" + input;
    }

    /** The component of a step that keeps state: {@code window-status_minute}. */
    static String step(String kind, String step) {
        String suffix = "." + (kind.equals("window") ? "aggregate" : kind);
        return kind + "-" + (step.endsWith(suffix) ? step.substring(0, step.length() - suffix.length()) : step);
    }

    /** The stream of a result's rows. */
    static String result(String result) {
        return "result-" + result;
    }

    /** The stream of a result's rows to its topic. */
    static String topic(String result) {
        return "topic-" + result;
    }

    /** The stream to a result's topic, by that to its place in Redis. */
    static String topicBeside(String stream) {
        return topic(stream.substring(result("").length()));
    }
}
