package dev.freshet.storm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a batch has been taken already, so that a replay counts once in state that survived. For each incarnation of
 * a source task it keeps the batches taken above the mark below which the source has everything acked: no more than the
 * source has in flight. It does not survive the task: that is what epochs are for.
 */
public final class ReplayFilter {
    private static final int MAX_INCARNATIONS = 1024;

    private final Map<Long, Seen> byIncarnation = new LinkedHashMap<>(16, 0.75f, true);

    /** Notes the delivery, and says whether it is new: to be taken, not only acked. */
    public boolean firstTime(String stream, Delivery delivery) {
        if (!delivery.replayable()) {
            return true;
        }
        Seen seen = byIncarnation.computeIfAbsent(delivery.incarnation(), unused -> new Seen());
        if (byIncarnation.size() > MAX_INCARNATIONS) {
            byIncarnation.remove(byIncarnation.keySet().iterator().next());
        }
        return seen.add(stream, delivery);
    }

    /** How many deliveries are kept in mind. */
    public int size() {
        return byIncarnation.values().stream()
                .mapToInt(seen -> seen.taken.size())
                .sum();
    }

    private record Part(String stream, long sequence, int part) {}

    private static final class Seen {
        private final Set<Part> taken = new HashSet<>();
        private long ackedBelow;

        boolean add(String stream, Delivery delivery) {
            if (delivery.ackedBelow() > ackedBelow) {
                ackedBelow = delivery.ackedBelow();
                forgetAcked();
            }
            return delivery.sequence() >= ackedBelow
                    && taken.add(new Part(stream, delivery.sequence(), delivery.part()));
        }

        private void forgetAcked() {
            List<Part> acked = new ArrayList<>();
            for (Part part : taken) {
                if (part.sequence() < ackedBelow) {
                    acked.add(part);
                }
            }
            acked.forEach(taken::remove);
        }
    }
}
