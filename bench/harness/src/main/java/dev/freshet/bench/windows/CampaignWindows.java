package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Views by campaign in tumbling windows. */
final class CampaignWindows extends CountedWindows {
    CampaignWindows(long windowMs) {
        super(windowMs);
    }

    @Override
    void give(long endMs, Map<String, Long> counts, ResultSink results, Partial partials) {
        counts.forEach((campaign, views) -> results.rule(endMs, campaign.getBytes(StandardCharsets.US_ASCII), views));
    }
}
