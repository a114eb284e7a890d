package dev.freshet.cli;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.road.LoopReadings;
import dev.freshet.testkit.road.LoopRecount;
import dev.freshet.testkit.road.OutlookOfLoops;
import dev.freshet.topologies.road.loops.LoopGenerator;
import dev.freshet.topologies.road.loops.LoopSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Readings of loop detectors, and what is to come of them, counted again. */
final class DetectorsSample {
    private DetectorsSample() {}

    /** Readings of so many days that can be used. */
    static List<byte[]> records(LoopSettings settings, int days) {
        return new LoopGenerator(settings)
                .records(settings.total() * 288L * days)
                .filter(record -> !new String(record, StandardCharsets.UTF_8).contains("n/a"))
                .toList();
    }

    /**
     * Compares all that was exported.
     *
     * @param places lines {@code sensor,road,direction,position}
     */
    static void check(List<byte[]> records, List<String> places, Path out) throws IOException {
        LoopReadings readings = new LoopReadings(records, places);
        LoopRecount recount = new LoopRecount(readings);
        OutlookOfLoops outlook = new OutlookOfLoops(readings);
        AlmostSame.requireLines(csv(out, "segment_minute"), recount.minutes(), 1_000);
        AlmostSame.requireLines(csv(out, "congestion_top"), recount.congestion(), 20);
        AlmostSame.requireLines(csv(out, "forecast"), outlook.forecasts(), 1_000);
        AlmostSame.requireLines(csv(out, "incidents"), outlook.incidents(), -1);
        AlmostSame.requireLines(csv(out, "shockwaves"), recount.shockwaves(), -1);
        AlmostSame.requireLines(csv(out, "advice"), recount.advice(outlook.ahead()), -1);
    }

    private static String csv(Path out, String result) throws IOException {
        return Files.readString(out.resolve(result + ".csv"));
    }
}
