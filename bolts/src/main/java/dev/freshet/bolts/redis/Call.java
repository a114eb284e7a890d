package dev.freshet.bolts.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Response;
import redis.clients.jedis.commands.ProtocolCommand;

/** A command or a script with its arguments, that may be sent any number of times with the effect of one. */
public sealed interface Call {
    /** Puts it into a pipeline. */
    Response<?> send(AbstractPipeline pipeline, boolean wholeScripts);

    /**
     * A command on one key.
     *
     * @param rest the arguments behind the key
     */
    record Command(ProtocolCommand command, byte[] key, List<byte[]> rest) implements Call {
        @Override
        public Response<?> send(AbstractPipeline pipeline, boolean wholeScripts) {
            CommandArguments arguments = new CommandArguments(command).key(key);
            rest.forEach(arguments::add);
            return pipeline.sendCommand(arguments);
        }
    }

    /** A script; all its keys lie in one slot of a Cluster. */
    record Eval(Script script, List<byte[]> keys, List<byte[]> arguments) implements Call {
        @Override
        public Response<?> send(AbstractPipeline pipeline, boolean wholeScripts) {
            return wholeScripts
                    ? pipeline.eval(script.source(), keys, arguments)
                    : pipeline.evalsha(script.sha(), keys, arguments);
        }
    }

    /** A command with arguments that are texts or numbers. */
    static Call of(ProtocolCommand command, String key, Object... rest) {
        List<byte[]> bytes = new ArrayList<>(rest.length);
        for (Object argument : rest) {
            bytes.add(bytes(argument));
        }
        return new Command(command, bytes(key), bytes);
    }

    /** The UTF-8 bytes of a text, the decimal digits of a number. */
    static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
