package dev.freshet.cli;

import dev.freshet.services.storm.StormClient;
import org.jspecify.annotations.Nullable;

/** Which Nimbus a command speaks to. */
final class NimbusOption {
    private static final int DEFAULT_PORT = 6627;

    private NimbusOption() {}

    /**
     * @param nimbus {@code host[:port]}; null for the cluster that {@code freshet cluster up} started
     */
    static StormClient client(@Nullable String nimbus) {
        if (nimbus == null) {
            return ClusterCommand.require().client();
        }
        int colon = nimbus.lastIndexOf(':');
        String host = colon < 0 ? nimbus : nimbus.substring(0, colon);
        String port = colon < 0 ? Integer.toString(DEFAULT_PORT) : nimbus.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}")) {
            throw CliException.wrongUse("--nimbus is HOST:PORT (is '" + nimbus + "')");
        }
        return new StormClient(host, Integer.parseInt(port));
    }
}
