package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultKeysTest {
    @Test
    void namesOfKeys() {
        assertThat(ResultKeys.window("net", "host_minute", "10.0.0.1", -60_000))
                .isEqualTo("freshet:{net:host_minute:10.0.0.1}:w:-60000");
        assertThat(ResultKeys.latest("net", "r", "k")).isEqualTo("freshet:{net:r:k}:latest");
        assertThat(ResultKeys.index("net", "r", "k")).isEqualTo("freshet:{net:r:k}:index");
        assertThat(ResultKeys.keys("net", "r")).isEqualTo("freshet:{net:r}:keys");
        assertThat(ResultKeys.top("net", "r", 5)).isEqualTo("freshet:{net:r}:top:5");
        assertThat(ResultKeys.log("net", "r")).isEqualTo("freshet:{net:r}:log");
        assertThat(ResultKeys.dead("net")).isEqualTo("freshet:{net}:dead");
        assertThat(ResultKeys.health("net")).isEqualTo("freshet:{net}:health");
        assertThat(ResultKeys.meta("a:b{c}")).isEqualTo("freshet:{a%3Ab%7Bc%7D}:meta");
    }

    @Test
    void everyKeyComesBack() {
        List<List<@Nullable String>> keys = List.of(
                List.of("2001:db8::1", "a|b"),
                Arrays.asList(null, ""),
                List.of("%N", "%7C"),
                List.of("line\nbreak\u0000\u0085", "é€😀"),
                List.of("{x}", " "));
        for (List<@Nullable String> key : keys) {
            String joined = ResultKeys.join(key);
            assertThat(ResultKeys.split(joined, key.size())).as(joined).isEqualTo(key);
            assertThat(joined).doesNotContain("\n", "{", ":", "\u0085");
        }
        assertThat(ResultKeys.join(Arrays.asList("::1", null, "a|b"))).isEqualTo("%3A%3A1|%N|a%7Cb");
        assertThat(ResultKeys.split("", 0)).isEmpty();
        assertThat(ResultKeys.split("", 1)).containsExactly("");
    }

    @Test
    void refusesWhatItDidNotMake() {
        assertThatThrownBy(() -> ResultKeys.split("a|b", 1)).hasMessageContaining("should have 1 columns (has 2)");
        assertThatThrownBy(() -> ResultKeys.decode("%4")).hasMessageContaining("cut off");
        assertThatThrownBy(() -> ResultKeys.decode("%zz")).hasMessageContaining("hexadecimal");
    }
}
