package dev.freshet.bolts;

import java.util.HashMap;
import java.util.Map;

/** Which of its operator's inputs what comes to a host belongs to: by where it comes from. */
final class InputPorts {
    private final String operator;
    private final Map<String, Integer> ports = new HashMap<>();

    InputPorts(HostSpec spec) {
        this.operator = spec.name();
        for (InputSpec input : spec.inputs()) {
            ports.put(input.way(), ports.size());
        }
    }

    /**
     * The number of an input.
     *
     * @param way as {@link InputSpec#way(org.apache.storm.tuple.Tuple)} has it
     */
    int port(String way) {
        if (ports.isEmpty()) {
            return 0;
        }
        Integer port = ports.get(way);
        if (port == null) {
            throw new IllegalStateException("'" + operator + "' has no input from " + way);
        }
        return port;
    }
}
