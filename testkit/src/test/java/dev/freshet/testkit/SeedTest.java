package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

class SeedTest {

    private static long drawn;

    @Test
    void aFailureSaysItsSeed() {
        List<Throwable> failures =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(Failing.class))
                        .execute()
                        .testEvents()
                        .failed()
                        .stream()
                        .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
                        .flatMap(result -> result.getThrowable().stream())
                        .toList();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(note -> assertThat(note).hasMessage(Seed.describe(drawn))));
    }

    /** Run by the test above alone: its name keeps it out of the build's own run. */
    @ExtendWith(Seed.class)
    @Tag("meant-to-fail")
    static final class Failing {
        @Test
        void fails(RandomSource random) {
            drawn = random.seed();
            throw new AssertionError("meant to fail");
        }
    }
}
