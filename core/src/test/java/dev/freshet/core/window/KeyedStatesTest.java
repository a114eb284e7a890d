package dev.freshet.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedStatesTest {
    @Test
    void whatIsFittedHasEachKeyOnceAndNoRoomForMore() {
        KeyedStates left = states(0, 1_100);
        KeyedStates right = states(600, 1_700);
        assertThat(left.isLoose()).isTrue();
        KeyedStates both = KeyedStates.fitted(List.of(), List.of(left, right));
        assertThat(both.keys().size()).isEqualTo(1_700);
        assertThat(both.keys().room()).isZero();
        assertThat(both.isLoose()).isFalse();
        assertThat(both.changedAt(find(both.keys(), 1_000))).isEqualTo(1_699);
        assertThat(both.sizeBytes()).isLessThan(left.sizeBytes() + right.sizeBytes());
    }

    @Test
    void whatIsFittedStillGrows() {
        KeyedStates fitted = KeyedStates.fitted(List.of(), List.of(states(0, 100)));
        add(fitted, 0, 300);
        assertThat(fitted.keys().size()).isEqualTo(300);
        assertThat(KeyedStates.fitted(List.of(), List.of()).keys().size()).isZero();
        KeyedStates empty = KeyedStates.fitted(List.of(), List.of());
        add(empty, 0, 3);
        assertThat(empty.keys().size()).isEqualTo(3);
        assertThat(find(empty.keys(), 2)).isGreaterThanOrEqualTo(0);
    }

    private static KeyedStates states(int from, int to) {
        KeyedStates states = new KeyedStates(List.of());
        add(states, from, to);
        return states;
    }

    private static void add(KeyedStates states, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] key = key(i);
            states.touch(states.keys().slot(key, 0, key.length, KeyHash.hash(key, 0, key.length)), to - 1);
        }
    }

    private static int find(KeyTable keys, int number) {
        byte[] key = key(number);
        return keys.find(key, 0, key.length, KeyHash.hash(key, 0, key.length));
    }

    private static byte[] key(int number) {
        return ("key" + number).getBytes(StandardCharsets.UTF_8);
    }
}
