package dev.freshet.services.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.KnownServer;
import dev.freshet.services.process.Ports;
import dev.freshet.services.process.StateDirectory;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

    @Test
    void answersAndLeavesNothing() {
        long pid;
        Path home;
        int port;
        try (RedisServer redis = RedisServer.start()) {
            pid = redis.pid();
            port = redis.port();
            home = redis.log().getParent();
            assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + port);
            assertThat(ask(port, "PING")).isEqualTo("+PONG");
            assertThat(ask(port, "CONFIG GET appendonly")).contains("$2\r\nno");
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(Ports.answers(port)).isFalse();
        assertThat(home).doesNotExist();
    }

    @Test
    void refusesAnOccupiedPortWithAClearMessage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
            RedisOptions options = RedisOptions.DEFAULT.withPort(taken.getLocalPort());
            assertThatThrownBy(() -> RedisServer.start(options))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " of 127.0.0.1 is occupied: cannot start redis-server there");
        }
    }

    @Test
    void startsOnTheGivenPort() {
        int port = Ports.free();
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withPort(port))) {
            assertThat(redis.port()).isEqualTo(port);
        }
    }

    @Test
    void keepsItsDataThroughACrashWithAnAppendOnlyFile() throws IOException {
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withAppendOnly())) {
            long before = redis.pid();
            ask(redis.port(), "CONFIG SET appendfsync always");
            assertThat(ask(redis.port(), "SET answer 42")).isEqualTo("+OK");
            redis.kill();
            assertThat(redis.isAlive()).isFalse();
            redis.restart();
            assertThat(redis.pid()).isNotEqualTo(before);
            assertThat(ask(redis.port(), "GET answer")).isEqualTo("$2\r\n42");
        }
    }

    @Test
    void letsOnlyItsUserIn() {
        RedisOptions options = RedisOptions.DEFAULT.withUser("alice", "s3cret");
        try (RedisServer redis = RedisServer.start(options)) {
            assertThat(redis.url()).isEqualTo("redis://alice:s3cret@127.0.0.1:" + redis.port());
            assertThat(redis.toString()).doesNotContain("s3cret");
            assertThat(options.toString()).doesNotContain("s3cret");
            assertThat(ask(redis.port(), "GET answer")).startsWith("-NOAUTH");
            assertThat(ask(redis.port(), "AUTH alice s3cret")).isEqualTo("+OK");
            assertThat(ask(redis.port(), "AUTH alice wrong")).startsWith("-WRONGPASS");
        }
    }

    @Test
    void aKeptServerIsFoundAgainAndStopped(@TempDir Path directory) throws IOException {
        StateDirectory state = new StateDirectory(directory);
        KnownServer kept = RedisServer.start().keep(state);
        try {
            List<KnownServer> found = KnownServer.find(state, RedisServer.KIND);
            assertThat(found).containsExactly(kept);
            assertThat(ask(found.get(0).port(), "PING")).isEqualTo("+PONG");
        } finally {
            kept.stop(state);
        }
        assertThat(kept.process().isAlive()).isFalse();
        assertThat(kept.home()).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aKeptServerThatDiedIsForgotten(@TempDir Path directory) throws IOException {
        StateDirectory state = new StateDirectory(directory);
        KnownServer kept = RedisServer.start().keep(state);
        ProcessHandle process = kept.process().handle().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertThat(KnownServer.find(state, RedisServer.KIND)).isEmpty();
        assertThat(kept.home()).doesNotExist();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aServerThatServesARunIsFoundForAsLongAsItRuns(@TempDir Path directory) {
        StateDirectory state = new StateDirectory(directory);
        try (RedisServer redis = RedisServer.start()) {
            KnownServer announced = redis.announce(state);
            assertThat(KnownServer.find(state, RedisServer.KIND)).containsExactly(announced);
            assertThat(announced.address()).isEqualTo(redis.url());
            assertThat(announced.isLeft()).isFalse();
            assertThat(KnownServer.find(state, "kafka")).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aServerWhoseOwnerDiedIsLeft(@TempDir Path directory) {
        StateDirectory state = new StateDirectory(directory);
        try (RedisServer redis = RedisServer.start()) {
            redis.announce(state);
            Properties entry = state.read("redis-" + redis.port()).orElseThrow();
            entry.setProperty("owner", ProcessHandle.current().pid() + "@1");
            state.write("redis-" + redis.port(), entry);
            KnownServer left = KnownServer.find(state, RedisServer.KIND).get(0);
            assertThat(left.isLeft()).isTrue();
            left.stop(state);
            assertThat(redis.isAlive()).isFalse();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatCannotBeReadIsForgotten(@TempDir Path directory) {
        StateDirectory state = new StateDirectory(directory);
        Properties entry = new Properties();
        entry.setProperty("port", "many");
        state.write("redis-1", entry);
        assertThat(KnownServer.find(state, RedisServer.KIND)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void neitherUrlNorPasswordIsPrinted(@TempDir Path directory) {
        StateDirectory state = new StateDirectory(directory);
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withPassword("s3cret"))) {
            assertThat(redis.announce(state).toString()).doesNotContain("s3cret");
        }
    }

    /** Sends an inline command and returns the answer without its last line end. */
    private static String ask(int port, String command) {
        try (Socket socket = new Socket(Ports.loopback(), port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).endsWith("\r\n+OK\r\n");
            return answers.substring(0, answers.length() - "\r\n+OK\r\n".length());
        } catch (IOException e) {
            throw new AssertionError("redis does not answer " + command, e);
        }
    }
}
