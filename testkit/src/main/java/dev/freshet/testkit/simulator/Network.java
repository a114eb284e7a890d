package dev.freshet.testkit.simulator;

import java.util.ArrayList;
import java.util.List;

/** The links that hold something. */
final class Network {
    private final List<Link> busy = new ArrayList<>();

    void send(Link link, Tuple tuple) {
        link.queue.add(tuple);
        if (link.place < 0) {
            link.place = busy.size();
            busy.add(link);
        }
    }

    int size() {
        return busy.size();
    }

    Link get(int index) {
        return busy.get(index);
    }

    Tuple poll(Link link) {
        Tuple tuple = link.queue.remove();
        if (link.queue.isEmpty()) {
            clear(link);
        }
        return tuple;
    }

    void clear(Link link) {
        link.queue.clear();
        if (link.place >= 0) {
            Link last = busy.remove(busy.size() - 1);
            if (last != link) {
                busy.set(link.place, last);
                last.place = link.place;
            }
            link.place = -1;
        }
    }
}
