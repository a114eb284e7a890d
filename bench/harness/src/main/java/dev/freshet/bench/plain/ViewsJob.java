package dev.freshet.bench.plain;

import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;

/** Count and sum by page. The decoder keeps the views. */
final class ViewsJob implements PlainJob<PageSums> {
    private static final int PAGE = 0;
    private static final int VALUE = 2;

    @Override
    public Decoder decoder() {
        return PlainDecoder.views();
    }

    @Override
    public PageSums pane() {
        return new PageSums();
    }

    @Override
    public void add(Batch batch, int row, PageSums to) {
        to.add(Pages.word(batch, PAGE, row), 1, batch.doubles(VALUE).get(row));
    }

    @Override
    public void merge(PageSums into, PageSums other) {
        into.addAll(other);
    }

    @Override
    public void emit(long endMs, PageSums pane, ResultSink out) {
        for (int at = 0; at < pane.places(); at++) {
            if (pane.count(at) != 0) {
                out.views(endMs, Pages.text(pane.key(at)), pane.count(at), pane.sum(at));
            }
        }
    }
}
