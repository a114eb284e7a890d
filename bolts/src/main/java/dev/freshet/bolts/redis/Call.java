package dev.freshet.bolts.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.args.Rawable;
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
            CommandArguments call = new CommandArguments(
                            wholeScripts ? Protocol.Command.EVAL : Protocol.Command.EVALSHA)
                    .add(wholeScripts ? script.source() : script.sha())
                    .add(keys.size());
            keys.forEach(call::key);
            // The client copies arrays that it is given as such, and these may be large.
            arguments.forEach(argument -> call.add(new Sent(argument)));
            return pipeline.sendCommand(call);
        }
    }

    /** An argument as it is sent. */
    record Sent(byte[] bytes) implements Rawable {
        @Override
        public byte[] getRaw() {
            return bytes;
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
