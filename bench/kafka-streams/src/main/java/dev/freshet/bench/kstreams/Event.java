package dev.freshet.bench.kstreams;

/** An event; what its job does not need is empty. */
record Event(long timeMs, String type, String page, double value, String user, String session, String agent) {
    /** A text field that rules ask for. */
    String field(String name) {
        return switch (name) {
            case "page" -> page;
            case "user" -> user;
            case "session" -> session;
            case "agent" -> agent;
            default -> throw new IllegalArgumentException("no rule asks for '" + name + "'");
        };
    }
}
