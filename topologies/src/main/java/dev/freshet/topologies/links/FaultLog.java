package dev.freshet.topologies.links;

import dev.freshet.core.process.KeyScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes rows of what is found on one interface. */
record FaultLog(KeyScope key, String name, DeviceLinks device) {
    static final String HEALTH = "health";
    static final String FAULT = "fault";

    private static final double CHANGED = 0.05;
    private static final int PEERS = 20;

    private record Peer(String name, double change) {}

    void begins(Link link, String fault, long sinceMs, String evidence, boolean withPeers) {
        head(fault, "begin", sinceMs, evidence);
        if (withPeers) {
            key.putText(9, peers(link));
        }
        key.emit();
    }

    void ends(String fault, long sinceMs, long untilMs, String evidence) {
        head(fault, "end", sinceMs, evidence);
        key.putLong(7, untilMs);
        key.emit();
    }

    void health(Health health) {
        key.putText(0, HEALTH);
        key.putText(1, name);
        key.putDouble(2, health.score());
        key.putText(3, health.reason());
        key.emit();
    }

    private void head(String fault, String state, long sinceMs, String evidence) {
        key.putText(0, FAULT);
        key.putText(1, name);
        key.putText(4, fault);
        key.putText(5, state);
        key.putLong(6, sinceMs);
        key.putText(8, evidence);
    }

    /** The other interfaces that carry another amount than is usual, the greatest change first. */
    private String peers(Link link) {
        List<Peer> peers = new ArrayList<>();
        for (Map.Entry<String, Link> other : device.links.entrySet()) {
            double change = other.getValue().change();
            if (other.getValue() != link && Math.abs(change) >= CHANGED) {
                peers.add(new Peer(other.getKey(), change));
            }
        }
        peers.sort(Comparator.comparingDouble((Peer peer) -> -Math.abs(peer.change()))
                .thenComparing(Peer::name));
        StringBuilder text = new StringBuilder();
        for (Peer peer : peers.subList(0, Math.min(PEERS, peers.size()))) {
            text.append(text.length() == 0 ? "" : " ").append(peer.name()).append(peer.change() > 0 ? " +" : " ");
            text.append(Math.round(100 * peer.change())).append('%');
        }
        return text.toString();
    }
}
