package dev.freshet.cli;

import dev.freshet.services.redis.RedisServer;
import picocli.CommandLine.Command;

/** {@code freshet redis}: the redis-servers that runs have left. */
@Command(
        name = "redis",
        description = "Lists the redis-servers of runs, or stops those that were left by --keep or by submit.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  freshet redis", "  freshet redis stop"})
final class RedisCommand implements Runnable {
    private final LeftServers servers = new LeftServers(RedisServer.KIND);

    @Override
    public void run() {
        servers.list();
    }

    @Command(
            name = "stop",
            description = "Stops all that were left; what they hold is gone.",
            mixinStandardHelpOptions = true)
    int stop() {
        return servers.stop();
    }
}
