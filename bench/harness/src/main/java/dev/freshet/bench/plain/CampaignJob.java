package dev.freshet.bench.plain;

import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.ysb.CampaignLookup;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Views by campaign. Each thread looks campaigns up for itself. */
final class CampaignJob implements PlainJob<PageSums> {
    private static final int PAGE = 0;

    private final Queue<CampaignLookup> opened = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<CampaignLookup> campaigns;

    CampaignJob(String redisUrl) {
        campaigns = ThreadLocal.withInitial(() -> {
            CampaignLookup lookup = new CampaignLookup(redisUrl);
            opened.add(lookup);
            return lookup;
        });
    }

    @Override
    public Decoder decoder() {
        return PlainDecoder.viewedPages();
    }

    @Override
    public PageSums pane() {
        return new PageSums();
    }

    @Override
    public void add(Batch batch, int row, PageSums to) {
        to.add(campaigns.get().campaign(Pages.word(batch, PAGE, row)), 1, 0);
    }

    @Override
    public void merge(PageSums into, PageSums other) {
        into.addAll(other);
    }

    @Override
    public void emit(long endMs, PageSums pane, ResultSink out) {
        for (int at = 0; at < pane.places(); at++) {
            if (pane.count(at) != 0) {
                out.rule(endMs, Pages.text(pane.key(at)), pane.count(at));
            }
        }
    }

    @Override
    public void finish(ResultSink out) {
        opened.forEach(CampaignLookup::close);
    }
}
