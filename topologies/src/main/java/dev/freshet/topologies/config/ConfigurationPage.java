package dev.freshet.topologies.config;

/** The reference page of all keys: {@code docs/configuration.md}. */
public final class ConfigurationPage {
    private ConfigurationPage() {}

    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Read in this order, the later above the earlier: `conf/freshet.yaml`, `config:` in a pipeline's file, `--conf FILE`,
                `FRESHET_…` variables, `-D key=value`, options. Everything that is wrong is told at once, with its place.
                In YAML, `redis: { url: … }` and `redis.url: …` are the same. This page is generated from the keys in the code.

                Two variables are the launcher's and no settings: `FRESHET_JAVA_OPTS` (options of its JVM, such as `-Xmx4g`) and
                `FRESHET_LOG_LEVEL` (`warn` unless said; `info` tells what Storm does, in the log alone).

                | key | variable | default | allowed | meaning |
                |---|---|---|---|---|
                """);
        for (Key<?> key : Keys.all()) {
            page.append("| `")
                    .append(key.name())
                    .append("` | `")
                    .append(key.variable())
                    .append("` | `");
            page.append(key.defaultText())
                    .append("` | ")
                    .append(key.type().allowed())
                    .append(" | ");
            page.append(key.doc()).append(" |\n");
        }
        return page.toString();
    }
}
