package dev.freshet.bench.plain;

import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All views and purchases, each view with each purchase of its user. */
final class NaiveJoin {
    private record Moment(long timeMs, double value) {}

    private record Visits(List<Moment> views, List<Moment> purchases) {}

    private final Map<String, Visits> users = new HashMap<>();

    /** @param type what is no view and no purchase is left out */
    void add(String user, String type, long timeMs, double value) {
        Visits visits = users.computeIfAbsent(user, name -> new Visits(new ArrayList<>(), new ArrayList<>()));
        if (type.equals("view")) {
            visits.views().add(new Moment(timeMs, value));
        } else if (type.equals("purchase")) {
            visits.purchases().add(new Moment(timeMs, value));
        }
    }

    void emit(long withinMs, ResultSink sink) {
        users.forEach((user, visits) -> {
            for (Moment view : visits.views()) {
                for (Moment purchase : visits.purchases()) {
                    if (Math.abs(view.timeMs() - purchase.timeMs()) <= withinMs) {
                        sink.pair(
                                view.timeMs(),
                                user.getBytes(StandardCharsets.US_ASCII),
                                purchase.timeMs(),
                                view.value(),
                                purchase.value());
                    }
                }
            }
        });
    }
}
