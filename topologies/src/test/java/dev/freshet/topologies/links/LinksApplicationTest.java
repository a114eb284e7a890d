package dev.freshet.topologies.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.links.LinkFaultRecount;
import dev.freshet.testkit.links.LinkLoadRecount;
import dev.freshet.testkit.links.LinkSample;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole application against recounts that share no code with the engine. */
class LinksApplicationTest {
    private static final long START_MS = 1_767_600_000_000L;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void resultsAreAsFoundAgain(long seed) {
        TelemetrySettings settings = new TelemetrySettings(seed, START_MS, 10_000, 2, 8, 10_000);
        List<byte[]> records =
                new TelemetryGenerator(settings).records(16 * 360 * 4).toList();
        List<LinkSample> samples = LinkSample.read(records.iterator());
        LinkLoadRecount loads = new LinkLoadRecount(samples);
        LinkFaultRecount faults = new LinkFaultRecount(samples);
        try (PlanDriver driver = PlanDriver.of(JobPlanner.plan("links"))) {
            for (int from = 0, size = 1; from < records.size(); from += size, size = 1 + (size * 7) % 1_000) {
                driver.pipe("telemetry", 0, records.subList(from, Math.min(records.size(), from + size)));
            }
            driver.end();
            assertThat(driver.csv("faults").lines().skip(1))
                    .as("faults of seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(faults.faults())
                    .hasSizeGreaterThan(10);
            AlmostSame.requireLines(driver.csv("link_minute"), loads.linkMinute(), 1_000);
            AlmostSame.requireLines(driver.csv("link_health"), faults.health(), 1_000);
            AlmostSame.requireLines(driver.csv("fault_forecast"), loads.forecast(), 10);
            assertThat(driver.dead())
                    .noneMatch(dead -> dead.reason() == Reason.LATE)
                    .hasSize(records.size() - samples.size());
            assertThat(driver.held().entries()).isZero();
        }
    }

    @Test
    void ciscosFilesAreTelemetry() throws IOException {
        List<String> lines = List.of(
                ",EncodingPath,Producer,bandwidth,input-data-rate,input-packet-rate,interface-name,output-data-rate,output-packet-rate",
                "2019-05-19 07:03:12.296000+00:00,x,leaf7,100000000,20000000,300000,HundredGigE0/0/0/0,80000,100000",
                "2019-05-19 07:03:22.296000+00:00,x,leaf7,100000000,40000000,300000,HundredGigE0/0/0/0,80000,100000");
        Path file = Files.write(scratch.resolve("rates.csv"), lines);
        JobSpec spec = JobSpec.application("links")
                .format("cisco")
                .input(file.toString())
                .build();
        try (PlanDriver driver = PlanDriver.of(JobPlanner.prepare(spec).plan())) {
            driver.pipe(
                    "cisco",
                    0,
                    lines.stream()
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .toList());
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.csv("link_minute").lines())
                    .contains(
                            "2019-05-19T07:03:00Z,2019-05-19T07:04:00Z,leaf7,HundredGigE0/0/0/0,2,3.0E10,8.0E7,0.3,,,0.0");
        }
    }
}
