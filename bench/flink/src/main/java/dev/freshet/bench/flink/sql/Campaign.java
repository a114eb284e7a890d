package dev.freshet.bench.flink.sql;

import dev.freshet.bench.ysb.CampaignLookup;
import java.util.Objects;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** {@code CAMPAIGN(ad)}: the campaign of an ad. */
public final class Campaign extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    private final String redisUrl;
    private transient @Nullable CampaignLookup campaigns;

    public Campaign(String redisUrl) {
        this.redisUrl = redisUrl;
    }

    @Override
    public void open(FunctionContext context) {
        campaigns = new CampaignLookup(redisUrl);
    }

    public @Nullable String eval(@Nullable String ad) {
        return ad == null ? null : Objects.requireNonNull(campaigns).campaign(ad);
    }

    @Override
    public void close() {
        if (campaigns != null) {
            campaigns.close();
        }
    }
}
