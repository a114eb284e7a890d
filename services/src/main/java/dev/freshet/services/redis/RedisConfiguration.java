package dev.freshet.services.redis;

import dev.freshet.services.process.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a redis.conf. */
final class RedisConfiguration {

    private RedisConfiguration() {}

    static String text(RedisOptions options, int port, int tlsPort, Path directory) {
        List<String> lines = new ArrayList<>();
        lines.add("bind " + Ports.LOOPBACK);
        lines.add("port " + port);
        lines.add("dir \"" + directory + "\"");
        lines.add("daemonize no");
        lines.add("save \"\"");
        lines.add("appendonly " + (options.appendOnly() ? "yes" : "no"));
        if (options.user() != null) {
            lines.add("user default off");
            lines.add("user " + options.user() + " on >" + options.password() + " ~* &* +@all");
        } else if (options.password() != null) {
            lines.add("requirepass \"" + options.password() + "\"");
        }
        RedisOptions.Tls tls = options.tls();
        if (tls != null) {
            lines.add("tls-port " + tlsPort);
            lines.add("tls-cert-file \"" + tls.certificate().toAbsolutePath() + "\"");
            lines.add("tls-key-file \"" + tls.key().toAbsolutePath() + "\"");
            lines.add("tls-ca-cert-file \"" + tls.authority().toAbsolutePath() + "\"");
            lines.add("tls-auth-clients no");
        }
        lines.addAll(options.directives());
        return String.join("\n", lines) + "\n";
    }
}
