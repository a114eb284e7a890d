package dev.freshet.bench.flink.stream;

import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;

/** Makes a pair of a view and a purchase. */
final class Pairing extends ProcessJoinFunction<Event, Event, Pair> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Event view, Event purchase, Context context, Collector<Pair> out) {
        Pair pair = new Pair();
        pair.viewMs = context.getLeftTimestamp();
        pair.user = view.user;
        pair.boughtMs = context.getRightTimestamp();
        pair.value = view.value;
        pair.paid = purchase.value;
        out.collect(pair);
    }
}
