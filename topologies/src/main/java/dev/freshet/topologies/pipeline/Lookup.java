package dev.freshet.topologies.pipeline;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.EntryKind;
import dev.freshet.core.lookup.KeyTemplate;
import dev.freshet.core.lookup.LookupKind;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.schema.Schema;
import dev.freshet.topologies.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows get columns from a table in Redis: {@code Lookup.inner("campaign:{ad_id}").string("campaign", "VARCHAR")}. Every method
 * fails with a {@link PipelineException} where what it gets is wrong.
 *
 * <p>The result has all columns of the rows, then those of the table.
 */
public final class Lookup {
    private final LookupKind kind;
    private final KeyTemplate key;
    private final List<FieldSpec> fields = new ArrayList<>();
    private EntryKind entries = EntryKind.HASH;
    private CacheLimits cache = CacheLimits.DEFAULT;
    private String url = "";

    private Lookup(LookupKind kind, KeyTemplate key) {
        this.kind = kind;
        this.key = key;
    }

    /** @param key the Redis key of a row's entry, with its columns in braces */
    public static Lookup of(LookupKind kind, String key) {
        return new Lookup(kind, checked(() -> KeyTemplate.parse(key)));
    }

    /** Rows whose key is not there are dropped. */
    public static Lookup inner(String key) {
        return of(LookupKind.INNER, key);
    }

    /** Rows whose key is not there have NULL in the columns of the table. */
    public static Lookup left(String key) {
        return of(LookupKind.LEFT, key);
    }

    /** The entries are STRINGs, which become this column. */
    public Lookup string(String name, String type) {
        return entries(EntryKind.STRING).field(name, type);
    }

    /** A field of the entries, which are HASHes: {@code "VARCHAR NULL FROM name"}. */
    public Lookup field(String name, String type) {
        fields.add(FieldText.parse(name, type));
        return this;
    }

    /** Fields that were read elsewhere. */
    public Lookup fields(List<FieldSpec> more) {
        fields.addAll(more);
        return this;
    }

    /** What entries are: HASHes unless said otherwise. */
    public Lookup entries(EntryKind what) {
        entries = what;
        return this;
    }

    /** For how long an entry is good after it was read, 10 minutes unless said otherwise; and that there is none. */
    public Lookup cache(Duration ttl) {
        cache = checked(() -> new CacheLimits(ttl.toMillis(), cache.maxEntries()));
        return this;
    }

    /** How many entries each task keeps in mind, 100,000 unless said otherwise. */
    public Lookup maxCached(int most) {
        cache = checked(() -> new CacheLimits(cache.ttlMs(), most));
        return this;
    }

    /** In another Redis than the one that results go to: see {@link RedisConfig#parse}. */
    public Lookup at(String redisUrl) {
        @Nullable RedisConfig unused = checked(() -> RedisConfig.parse(redisUrl));
        url = redisUrl;
        return this;
    }

    /** The look-up for these rows. */
    LookupSpec spec(Schema rows) {
        for (String column : key.columns()) {
            if (rows.indexOf(column) < 0) {
                throw new PipelineException(Nearest.message("column", column, rows.names()));
            }
        }
        return checked(() -> new LookupSpec(rows, key, entries, fields, kind, cache, url));
    }

    private static <T> T checked(java.util.function.Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }
}
