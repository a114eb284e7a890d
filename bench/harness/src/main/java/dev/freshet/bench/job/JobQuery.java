package dev.freshet.bench.job;

import dev.freshet.bench.ysb.CampaignTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs as users of Freshet would write them, in a pipeline file. */
public final class JobQuery {
    /** The input. */
    public static final String INPUT = "events";
    /** The result. */
    public static final String RESULT = "answer";

    private JobQuery() {}

    /**
     * The pipeline file of a job.
     *
     * @param earlyMs how often an open window shows what it has; 0 for never
     * @throws IllegalArgumentException if the job cannot be asked yet
     */
    public static String yaml(JobName job, JobParameters parameters, long earlyMs) {
        return """
                name: bench-%s
                inputs:
                  events:
                    format: json
                    schema:
                      user: VARCHAR
                      session: VARCHAR
                      page: VARCHAR
                      type: VARCHAR
                      ts: TIMESTAMP(ms)
                      value: DOUBLE
                      country: VARCHAR
                      agent: VARCHAR
                    time: ts
                    out-of-order: %dms
                """.formatted(job.id(), parameters.disorderMs())
                + (job == JobName.JOIN ? pairs(parameters) : windows(job, parameters, earlyMs));
    }

    private static String windows(JobName job, JobParameters parameters, long earlyMs) {
        return """
                results:
                  answer:
                    from: events
                    window: %dms/%dms
                %s%s
                """.formatted(
                        parameters.windowMs(),
                        parameters.slideMs(),
                        earlyMs == 0 ? "" : "    early: " + earlyMs + "ms\n",
                        question(job).stream().map(line -> "    " + line).collect(Collectors.joining("\n")));
    }

    private static String pairs(JobParameters parameters) {
        return """
                streams:
                  views:
                    from: events
                    where: type = 'view'
                    select: user, ts, value
                  purchases:
                    from: events
                    where: type = 'purchase'
                    select: user, ts AS bought, value AS paid
                  pairs:
                    join: { left: views, right: purchases, on: user, within: %dms }
                results:
                  answer:
                    from: pairs
                """.formatted(parameters.withinMs());
    }

    /** Nobody asks for what is newest of a page, and no other engine keeps it. */
    private static final String WINDOWS_ALONE = "latest: false";

    private static List<String> question(JobName job) {
        return switch (job) {
            case VIEWS ->
                List.of(
                        "where: type = 'view'",
                        "by: page",
                        "aggregate: count() AS views, sum(value) AS total",
                        WINDOWS_ALONE);
            case HOP ->
                List.of(
                        "by: page",
                        "aggregate: count() AS events, avg(value) AS mean, max(value) AS largest,"
                                + " approx_distinct(user) AS users",
                        WINDOWS_ALONE);
            case TOPK -> List.of("by: page", "aggregate: count() AS events", "top: { n: 10, by: events }");
            case RULES ->
                List.of(
                        "aggregate: >-",
                        Rule.all().stream().map(JobQuery::count).collect(Collectors.joining(",\n      ", "  ", "")));
            case YSB ->
                List.of(
                        "where: type = 'view'",
                        "select: page",
                        "lookup: { redis: '" + CampaignTable.key("{page}")
                                + "', value: string, fields: { campaign: VARCHAR } }",
                        "by: campaign",
                        "aggregate: count() AS views",
                        WINDOWS_ALONE);
            case JOIN -> throw new IllegalArgumentException("the job " + job.id() + " has no windows");
        };
    }

    private static String count(Rule rule) {
        return String.format(
                Locale.ROOT,
                "count(CASE WHEN %s RLIKE '%s' AND value > %sE0 THEN 1 END) AS %s",
                rule.field(),
                rule.regex(),
                rule.above(),
                rule.name());
    }
}
