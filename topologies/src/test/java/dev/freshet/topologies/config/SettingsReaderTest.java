package dev.freshet.topologies.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.topologies.problem.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private final Problems problems = new Problems();

    @Test
    void everyDefaultIsAllowedAndDocumented() {
        Keys.all().forEach(key -> {
            assertThat(key.type().parse(key.defaultText())).as(key.name()).isPresent();
            assertThat(key.doc()).as(key.name()).endsWith(".");
        });
        new SettingsReader(problems).settings();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void laterPlacesStandAboveEarlierOnes() {
        SettingsReader reader = new SettingsReader(problems).yaml("a.yaml", "parallelism: 3\nworkers: 3\nackers: 3\n");
        assertThat(reader.settings().get(Keys.PARALLELISM)).isEqualTo(3);
        reader.yaml("b.yaml", "parallelism: 4\nworkers: 4\n")
                .environment(Map.of("FRESHET_PARALLELISM", "5", "HOME", "x", "FRESHET_LOG_LEVEL", "info"));
        assertThat(reader.settings().get(Keys.PARALLELISM)).isEqualTo(5);
        reader.overrides(Map.of("parallelism", "6"));
        assertThat(reader.settings().get(Keys.PARALLELISM)).isEqualTo(6);
        Settings settings =
                reader.option("--parallelism", Keys.PARALLELISM, "7").settings();
        assertThat(settings.get(Keys.PARALLELISM)).isEqualTo(7);
        assertThat(settings.get(Keys.WORKERS)).isEqualTo(4);
        assertThat(settings.get(Keys.ACKERS)).isEqualTo(3);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        new SettingsReader(problems)
                .yaml("a.yaml", "redis:\n  ulr: x\nparallelism: many\nparallelism: 2\n")
                .environment(Map.of("FRESHET_WORKER", "2"))
                .overrides(Map.of("source.in-flight.bytes", "1", "redis.url", "http://x"))
                .settings();
        assertThat(problems.all().stream().map(Object::toString))
                .anyMatch(text -> text.startsWith("a.yaml:2:3: unknown key 'redis.ulr': did you mean 'redis.url'?"))
                .anyMatch(text -> text.startsWith("a.yaml:3:14: parallelism must be a whole number from 1 to 128"))
                .anyMatch(text -> text.startsWith("a.yaml:4:1: key 'parallelism' stands twice"))
                .anyMatch(text -> text.contains("FRESHET_WORKER: unknown variable"))
                .anyMatch(text -> text.contains("source.in-flight.bytes must not be less than source.batch.bytes"))
                .anyMatch(text -> text.startsWith("-D redis.url: "))
                .hasSize(6);
    }
}
