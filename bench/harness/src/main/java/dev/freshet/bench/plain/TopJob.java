package dev.freshet.bench.plain;

import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;

/** The ten pages with the greatest counts: all are counted, and the ten kept sorted while the table is gone through. */
final class TopJob implements PlainJob<PageSums> {
    private static final int PLACES = 10;

    @Override
    public Decoder decoder() {
        return PlainDecoder.of("page");
    }

    @Override
    public PageSums pane() {
        return new PageSums();
    }

    @Override
    public void add(Batch batch, int row, PageSums to) {
        to.add(Pages.word(batch, 0, row), 1, 0);
    }

    @Override
    public void merge(PageSums into, PageSums other) {
        into.addAll(other);
    }

    @Override
    public void emit(long endMs, PageSums pane, ResultSink out) {
        int[] best = new int[PLACES];
        int known = 0;
        for (int at = 0; at < pane.places(); at++) {
            if (pane.count(at) == 0 || (known == PLACES && !before(pane, at, best[PLACES - 1]))) {
                continue;
            }
            int place = known == PLACES ? PLACES - 1 : known++;
            while (place > 0 && before(pane, at, best[place - 1])) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = at;
        }
        for (int place = 0; place < known; place++) {
            out.top(endMs, Pages.text(pane.key(best[place])), place + 1L, pane.count(best[place]));
        }
    }

    private static boolean before(PageSums pane, int one, int other) {
        return pane.count(one) != pane.count(other)
                ? pane.count(one) > pane.count(other)
                : pane.key(one) < pane.key(other);
    }
}
