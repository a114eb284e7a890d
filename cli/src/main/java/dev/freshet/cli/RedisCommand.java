package dev.freshet.cli;

import dev.freshet.services.process.StateDirectory;
import dev.freshet.services.redis.KeptRedis;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code freshet redis}: the redis-servers that runs have left. */
@Command(
        name = "redis",
        description = "Lists the redis-servers that were left running by --keep or by submit, or stops them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  freshet redis", "  freshet redis stop"})
final class RedisCommand implements Runnable {
    private final StateDirectory state = StateDirectory.ofUser();

    @Override
    public void run() {
        List<KeptRedis> running = KeptRedis.find(state);
        if (running.isEmpty()) {
            System.out.println("none is running");
        }
        running.forEach(redis -> System.out.println(redis));
    }

    @Command(name = "stop", description = "Stops all of them; what they hold is gone.", mixinStandardHelpOptions = true)
    int stop() {
        for (KeptRedis redis : KeptRedis.find(state)) {
            redis.stop(state);
            System.out.println("stopped " + redis);
        }
        return Failures.DONE;
    }
}
