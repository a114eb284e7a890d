package dev.freshet.testkit;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a server as a parameter of its type. The server is started when it is first asked for, shared by all
 * tests of the JVM, and closed at the end of the run.
 *
 * @param <S> the server
 */
abstract class ServerExtension<S extends AutoCloseable> implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);

    private final Class<S> type;
    private final Supplier<S> start;

    ServerExtension(Class<S> type, Supplier<S> start) {
        this.type = type;
        this.start = start;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root's store closes what is AutoCloseable at the end of the run.
        return type.cast(context.getRoot().getStore(NAMESPACE).computeIfAbsent(type, key -> start.get(), type));
    }
}
