package dev.freshet.bench.flink.sql;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.job.Rule;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs in Flink's SQL. */
final class Queries {
    private static final String END = "CAST(window_end AS TIMESTAMP_LTZ(3))";

    private Queries() {}

    static String events(long runId, JobParameters parameters) {
        // An event as old as the disorder allows is still on time.
        long lagMs = parameters.disorderMs() + 1;
        return """
                CREATE TABLE events (
                  `user` STRING, `session` STRING, `page` STRING, `type` STRING, `ts` BIGINT, `value` DOUBLE,
                  `country` STRING, `agent` STRING,
                  `at` AS TO_TIMESTAMP_LTZ(`ts`, 3),
                  WATERMARK FOR `at` AS `at` - %s
                ) WITH ('connector' = '%s', 'run' = '%d', 'format' = 'json')
                """.formatted(interval(lagMs), FeedTables.NAME, runId);
    }

    static String results(long runId, JobName job) {
        String columns = switch (job) {
            case VIEWS -> "page STRING, hits BIGINT, total DOUBLE";
            case HOP -> "page STRING, hits BIGINT, mean DOUBLE, largest DOUBLE, users BIGINT";
            case TOPK -> "page STRING, place BIGINT, hits BIGINT";
            case RULES ->
                Rule.all().stream().map(rule -> rule.name() + " BIGINT").collect(Collectors.joining(", "));
            case YSB -> "campaign STRING, hits BIGINT";
            case JOIN -> "visitor STRING, bought BIGINT, viewed DOUBLE, paid DOUBLE";
        };
        return "CREATE TABLE results (window_end TIMESTAMP_LTZ(3), " + columns + ") WITH ('connector' = '"
                + FeedTables.NAME + "', 'run' = '" + runId + "')";
    }

    static String question(JobName job, JobParameters parameters) {
        String windows = windows(parameters);
        return "INSERT INTO results "
                + switch (job) {
                    case VIEWS ->
                        "SELECT " + END + ", page, COUNT(*), SUM(`value`) FROM " + windows
                                + " WHERE `type` = 'view' GROUP BY page, window_start, window_end";
                    case HOP ->
                        "SELECT " + END + ", page, COUNT(*), AVG(`value`), MAX(`value`), USERS(`user`) FROM " + windows
                                + " GROUP BY page, window_start, window_end";
                    case TOPK ->
                        "SELECT " + END + ", page, place, hits FROM (SELECT *, ROW_NUMBER() OVER ("
                                + "PARTITION BY window_start, window_end ORDER BY hits DESC, page) AS place FROM ("
                                + "SELECT window_start, window_end, page, COUNT(*) AS hits FROM " + windows
                                + " GROUP BY page, window_start, window_end)) WHERE place <= 10";
                    case RULES ->
                        "SELECT " + END + ", "
                                + Rule.all().stream().map(Queries::count).collect(Collectors.joining(", "))
                                + " FROM " + windows + " GROUP BY window_start, window_end";
                    case YSB ->
                        "SELECT " + END + ", campaign, COUNT(*) FROM (SELECT CAMPAIGN(page) AS campaign, window_start,"
                                + " window_end FROM " + windows
                                + " WHERE `type` = 'view') GROUP BY campaign, window_start, window_end";
                    case JOIN -> pairs(parameters);
                };
    }

    private static String pairs(JobParameters parameters) {
        String within = interval(parameters.withinMs());
        return """
                SELECT TO_TIMESTAMP_LTZ(v.`ts`, 3), v.`user`, p.`ts`, v.`value`, p.`value`
                FROM events v JOIN events p ON v.`user` = p.`user` AND v.`type` = 'view' AND p.`type` = 'purchase'
                  AND p.`at` BETWEEN v.`at` - %s AND v.`at` + %s
                """.formatted(within, within);
    }

    /** The cheap test first: the regex is searched for only where it can matter. */
    private static String count(Rule rule) {
        return String.format(
                Locale.ROOT,
                "COUNT(*) FILTER (WHERE `value` > %sE0 AND REGEXP(`%s`, '%s'))",
                rule.above(),
                rule.field(),
                rule.regex());
    }

    private static String windows(JobParameters parameters) {
        return parameters.windowMs() == parameters.slideMs()
                ? "TABLE(TUMBLE(TABLE events, DESCRIPTOR(`at`), " + interval(parameters.windowMs()) + "))"
                : "TABLE(HOP(TABLE events, DESCRIPTOR(`at`), " + interval(parameters.slideMs()) + ", "
                        + interval(parameters.windowMs()) + "))";
    }

    private static String interval(long ms) {
        Duration duration = Duration.ofMillis(ms);
        return String.format(
                Locale.ROOT,
                "INTERVAL '%d %02d:%02d:%02d.%03d' DAY TO SECOND(3)",
                duration.toDaysPart(),
                duration.toHoursPart(),
                duration.toMinutesPart(),
                duration.toSecondsPart(),
                duration.toMillisPart());
    }
}
