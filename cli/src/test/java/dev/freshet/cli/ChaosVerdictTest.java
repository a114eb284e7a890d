package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosVerdictTest {
    private static final String HEADER = "window_start,window_end,src,flows,bytes";
    private static final List<String> EXPECTED = List.of(HEADER, "0,60,a,3,100", "0,60,b,2,50", "60,120,a,1,10");

    @Test
    void whatIsAsExpectedIsRight() {
        ChaosVerdict verdict = ChaosVerdict.of(EXPECTED, EXPECTED);
        assertThat(verdict).isEqualTo(new ChaosVerdict(3, 3, 0, 0, 0));
        assertThat(verdict.isRight()).isTrue();
    }

    @Test
    void eventsThatAreMissingAreLost() {
        assertThat(ChaosVerdict.of(EXPECTED, List.of(HEADER, "0,60,a,1,40", "60,120,a,1,10")))
                .isEqualTo(new ChaosVerdict(3, 2, 4, 0, 2));
    }

    @Test
    void eventsThatAreCountedTwiceAreDoubled() {
        assertThat(ChaosVerdict.of(
                        EXPECTED, List.of(HEADER, "0,60,a,3,100", "0,60,b,4,100", "0,60,c,5,1", "60,120,a,1,10")))
                .isEqualTo(new ChaosVerdict(3, 4, 0, 7, 2));
    }

    @Test
    void anotherValueAndARowTwiceAreWrong() {
        assertThat(ChaosVerdict.of(
                        EXPECTED, List.of(HEADER, "0,60,a,3,101", "0,60,b,2,50", "0,60,b,2,50", "60,120,a,1,10")))
                .isEqualTo(new ChaosVerdict(3, 4, 0, 0, 2));
        assertThat(ChaosVerdict.of(List.of("rank,src", "1,a"), List.of("rank,src", "1,b")))
                .isEqualTo(new ChaosVerdict(1, 1, 1, 1, 2));
    }
}
