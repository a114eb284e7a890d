package dev.freshet.services.redis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a redis-server is started.
 *
 * @param port the port of the loopback address, or 0 for a free one
 * @param user an ACL user with all rights; the default user is switched off then. Needs a password
 * @param password what clients have to give, or null for none
 * @param appendOnly whether every write goes to the append-only file, so that a restart keeps the data
 * @param directory where the data lies, kept at the end; or null for a temporary one that is removed
 * @param tls certificate and key for a second port with TLS, or null for none
 * @param directives further lines of the configuration, such as {@code cluster-enabled yes}
 */
public record RedisOptions(
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean appendOnly,
        @Nullable Path directory,
        @Nullable Tls tls,
        List<String> directives) {

    /**
     * Files in PEM form.
     *
     * @param certificate the server's certificate
     * @param key its private key
     * @param authority the certificate that signed it
     */
    public record Tls(Path certificate, Path key, Path authority) {}

    /** A server on a free port, without password, that writes nothing to disk. */
    public static final RedisOptions DEFAULT = new RedisOptions(0, null, null, false, null, null, List.of());

    /** Validates. */
    public RedisOptions {
        directives = List.copyOf(directives);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be between 0 and 65535 (is " + port + ")");
        }
        if (user != null && password == null) {
            throw new IllegalArgumentException("the user " + user + " needs a password");
        }
        requirePlain("user", user);
        requirePlain("password", password);
    }

    /** The same on a given port. */
    public RedisOptions withPort(int newPort) {
        return new RedisOptions(newPort, user, password, appendOnly, directory, tls, directives);
    }

    /** The same with a password for the default user. */
    public RedisOptions withPassword(String newPassword) {
        return new RedisOptions(port, null, newPassword, appendOnly, directory, tls, directives);
    }

    /** The same with an ACL user, and the default user switched off. */
    public RedisOptions withUser(String newUser, String newPassword) {
        return new RedisOptions(port, newUser, newPassword, appendOnly, directory, tls, directives);
    }

    /** The same with an append-only file, synced every second. */
    public RedisOptions withAppendOnly() {
        return new RedisOptions(port, user, password, true, directory, tls, directives);
    }

    /** The same with the data in a directory that is kept. */
    public RedisOptions withDirectory(Path newDirectory) {
        return new RedisOptions(port, user, password, appendOnly, newDirectory, tls, directives);
    }

    /** The same with a second port that speaks TLS and asks no certificate of clients. */
    public RedisOptions withTls(Tls newTls) {
        return new RedisOptions(port, user, password, appendOnly, directory, newTls, directives);
    }

    /** The same with further lines of the configuration. */
    public RedisOptions with(String... lines) {
        List<String> all = new ArrayList<>(directives);
        all.addAll(List.of(lines));
        return new RedisOptions(port, user, password, appendOnly, directory, tls, all);
    }

    /** What stands before the host in a URL: nothing, or user and password, percent-encoded, and an at sign. */
    String credentials() {
        return password == null ? "" : encode(user == null ? "" : user) + ":" + encode(password) + "@";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisOptions[port=" + port + ", user=" + user + ", password=" + (password == null ? "none" : "set")
                + ", appendOnly=" + appendOnly + ", directory=" + directory + ", tls=" + (tls != null) + "]";
    }

    private static void requirePlain(String what, @Nullable String text) {
        if (text != null && !text.matches("[\\x21\\x23-\\x26\\x28-\\x5b\\x5d-\\x7e]+")) {
            throw new IllegalArgumentException(
                    what + " must be visible ASCII without quotes and backslashes, and not empty");
        }
    }
}
