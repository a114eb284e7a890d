package dev.freshet.topologies.deploy;

import dev.freshet.core.operator.FilterSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.plan.InputNode;
import dev.freshet.storm.EdgeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A component of the topology while it is put together. */
final class Component {
    /**
     * A way out of a component.
     *
     * @param chain stateless operators that rows go through before they are sent
     * @param edge how they are sent
     * @param consumer the component that takes them
     */
    record Way(List<OperatorSpec> chain, EdgeSpec edge, String consumer) {
        Way {
            chain = List.copyOf(chain);
        }

        /** Whether it leads to a topic: then another way takes the same rows to the result's place in Redis. */
        boolean isToTopic() {
            return consumer.equals(Ids.TOPICS);
        }

        /** The way of the same result's rows to its topic; empty if this leads elsewhere, or the result has none. */
        Optional<Way> topicAmong(List<Way> ways) {
            String stream = consumer.equals(Ids.RESULTS) ? Ids.topicBeside(edge.stream()) : "";
            return ways.stream()
                    .filter(other -> other.isToTopic() && other.edge.stream().equals(stream))
                    .findAny();
        }
    }

    private final String id;
    private final @Nullable InputNode input;
    private final @Nullable OperatorSpec operator;
    private final List<Way> ways = new ArrayList<>();
    private final String operatorName;
    private final List<String> inputStreams;
    private boolean single;

    private Component(
            String id,
            @Nullable InputNode input,
            @Nullable OperatorSpec operator,
            String operatorName,
            List<String> inputStreams) {
        this.id = id;
        this.input = input;
        this.operator = operator;
        this.operatorName = operatorName;
        this.inputStreams = inputStreams;
    }

    static Component source(InputNode input) {
        return new Component(Ids.source(input.name()), input, null, input.name(), List.of());
    }

    static Component host(String id, String operatorName, OperatorSpec operator) {
        return new Component(id, null, operator, operatorName, List.of());
    }

    /**
     * A host whose operator has several inputs.
     *
     * @param inputStreams the stream of each, unique in the topology
     */
    static Component join(String id, String operatorName, OperatorSpec operator, List<String> inputStreams) {
        return new Component(id, null, operator, operatorName, inputStreams);
    }

    /** The streams of the operator's inputs, by position; none where there is but one input. */
    List<String> inputStreams() {
        return inputStreams;
    }

    /** Makes it one task, whatever the parallelism. */
    void markSingle() {
        single = true;
    }

    boolean isSingle() {
        return single;
    }

    String id() {
        return id;
    }

    String operatorName() {
        return operatorName;
    }

    @Nullable
    InputNode input() {
        return input;
    }

    @Nullable
    OperatorSpec operator() {
        return operator;
    }

    List<Way> ways() {
        return ways;
    }

    /** What rows of a host go through before they are sent: the same on all its ways. */
    List<OperatorSpec> chain() {
        return ways.isEmpty() ? List.of() : ways.get(0).chain();
    }

    /** Takes the filters that all ways begin with off them, for the decoder to test. */
    List<FilterSpec> takeCommonFilters() {
        List<FilterSpec> common = new ArrayList<>();
        while (!ways.isEmpty()
                && !ways.get(0).chain().isEmpty()
                && ways.get(0).chain().get(0) instanceof FilterSpec first
                && ways.stream()
                        .allMatch(way ->
                                !way.chain().isEmpty() && way.chain().get(0).equals(first))) {
            common.add(first);
            ways.replaceAll(way -> new Way(way.chain().subList(1, way.chain().size()), way.edge(), way.consumer()));
        }
        return common;
    }
}
