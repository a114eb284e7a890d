package dev.freshet.bench.flink.stream;

import dev.freshet.bench.ysb.CampaignLookup;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/** Puts the campaign of an event's ad in the place of the ad. */
final class ToCampaign extends RichMapFunction<Event, Event> {
    private static final long serialVersionUID = 1L;

    private final String redisUrl;
    private transient @Nullable CampaignLookup campaigns;

    ToCampaign(String redisUrl) {
        this.redisUrl = redisUrl;
    }

    @Override
    public void open(OpenContext context) {
        campaigns = new CampaignLookup(redisUrl);
    }

    @Override
    public Event map(Event event) {
        event.page = Objects.requireNonNull(campaigns).campaign(event.page);
        return event;
    }

    @Override
    public void close() {
        if (campaigns != null) {
            campaigns.close();
        }
    }
}
