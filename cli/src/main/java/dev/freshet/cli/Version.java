package dev.freshet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/dev/freshet/cli/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return new String[] {
            "freshet " + build.getProperty("version", "unknown") + " (Apache Storm "
                    + build.getProperty("storm", "unknown") + ", Java " + System.getProperty("java.version") + ")"
        };
    }
}
