package dev.freshet.bench.kstreams;

import dev.freshet.bench.ysb.CampaignLookup;

/** Keys an event by the campaign of its page. */
final class ByCampaign extends ByPage {
    private final CampaignLookup campaigns;

    ByCampaign(String redisUrl) {
        campaigns = new CampaignLookup(redisUrl);
    }

    @Override
    String key(Event event) {
        return campaigns.campaign(event.page());
    }

    @Override
    public void close() {
        campaigns.close();
    }
}
