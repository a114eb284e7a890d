package dev.freshet.topologies.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeries;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;

/** A real week of trades, as ta4j's examples have it, and ta4j's own indicators as the judge. */
class BitstampTest {
    private static final String FILE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final long SIZE_S = 300;

    @TempDir
    Path scratch;

    @Test
    void indicatorsAndBarsAreThoseOfTa4j() throws IOException {
        List<String> lines = sample();
        TreeMap<Long, double[]> bars = bars(lines);
        BarSeries series = new BaseBarSeries("bitstamp", DoubleNum::valueOf);
        bars.forEach((start, bar) -> series.addBar(
                Duration.ofSeconds(SIZE_S),
                Instant.ofEpochSecond(start + SIZE_S).atZone(ZoneOffset.UTC),
                series.numOf(bar[0]),
                series.numOf(bar[1]),
                series.numOf(bar[2]),
                series.numOf(bar[3]),
                series.numOf(bar[4])));
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        RSIIndicator rsi = new RSIIndicator(close, 14);
        MACDIndicator macd = new MACDIndicator(close, 12, 26);
        EMAIndicator signal = new EMAIndicator(macd, 9);
        SMAIndicator middle = new SMAIndicator(close, 20);
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        Map<String, String> told = run(lines);

        List<String> indicators =
                told.getOrDefault("indicators", "").lines().skip(1).toList();
        List<String> fives = told.getOrDefault("bars_5m", "").lines().skip(1).toList();
        assertThat(indicators).hasSize(bars.size()).hasSize(1_917);
        assertThat(fives).hasSize(bars.size());
        for (int i = 0; i < indicators.size(); i++) {
            String[] cells = indicators.get(i).split(",", -1);
            String[] bar = fives.get(i).split(",", -1);
            assertThat(Double.parseDouble(bar[3]))
                    .isEqualTo(series.getBar(i).getOpenPrice().doubleValue());
            assertThat(Double.parseDouble(bar[4]))
                    .isEqualTo(series.getBar(i).getHighPrice().doubleValue());
            assertThat(Double.parseDouble(bar[5]))
                    .isEqualTo(series.getBar(i).getLowPrice().doubleValue());
            same(bar[7], series.getBar(i).getVolume().doubleValue());
            assertThat(Double.parseDouble(cells[3])).isEqualTo(close.getValue(i).doubleValue());
            if (i >= 40) {
                double band = 2 * deviation.getValue(i).doubleValue();
                same(cells[4], rsi.getValue(i).doubleValue());
                same(cells[5], macd.getValue(i).doubleValue());
                same(cells[6], signal.getValue(i).doubleValue());
                same(cells[8], middle.getValue(i).doubleValue());
                same(cells[9], middle.getValue(i).doubleValue() + band);
                same(cells[10], middle.getValue(i).doubleValue() - band);
            }
        }
    }

    @Test
    void signalsAreThoseOfTheDefinition() throws IOException {
        List<String> lines = sample();
        StringBuilder expected = new StringBuilder("time,symbol,window_end,signal,ema38,ema100,close\n");
        double shortBefore = 0;
        double longBefore = 0;
        for (Map.Entry<Long, double[]> bar : bars(lines).entrySet()) {
            double close = bar.getValue()[3];
            double shortNow = close * (2.0 / 39) + shortBefore * (1 - 2.0 / 39);
            double longNow = close * (2.0 / 101) + longBefore * (1 - 2.0 / 101);
            boolean buy = shortNow > longNow && shortBefore <= longBefore;
            boolean sell = shortNow < longNow && shortBefore >= longBefore;
            if (buy || sell) {
                Instant end = Instant.ofEpochSecond(bar.getKey() + SIZE_S);
                expected.append(end.minusMillis(1)).append(",BTCUSD,").append(end);
                expected.append(buy ? ",buy," : ",sell,")
                        .append(shortNow)
                        .append(',')
                        .append(longNow);
                expected.append(',').append(close).append('\n');
            }
            shortBefore = shortNow;
            longBefore = longNow;
        }
        assertThat(run(lines)).containsEntry("signals", expected.toString());
        assertThat(expected.toString().lines()).hasSizeGreaterThan(10);
    }

    @Test
    void forecastsAreBetterThanTheSameAsNow() throws IOException {
        List<String> forecasts =
                run(sample()).getOrDefault("forecast", "").lines().toList();
        for (String last : forecasts.subList(forecasts.size() - 4, forecasts.size())) {
            String[] cells = last.split(",", -1);
            assertThat(Double.parseDouble(cells[7])).as(last).isLessThan(Double.parseDouble(cells[8]));
        }
    }

    private Map<String, String> run(List<String> lines) throws IOException {
        Path file = Files.write(scratch.resolve("trades.csv"), lines);
        JobSpec spec = JobSpec.application("market")
                .format("bitstamp")
                .input(file.toString())
                .build();
        try (PlanDriver driver = PlanDriver.of(JobPlanner.prepare(spec).plan())) {
            driver.pipe(
                    "bitstamp",
                    0,
                    lines.stream()
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .toList());
            driver.end();
            assertThat(driver.dead()).isEmpty();
            return Map.of(
                    "indicators", driver.csv("indicators"),
                    "bars_5m", driver.csv("bars_5m"),
                    "signals", driver.csv("signals"),
                    "forecast", driver.csv("forecast"));
        }
    }

    /** Open, high, low, close and volume by start in seconds. */
    private static TreeMap<Long, double[]> bars(List<String> lines) {
        TreeMap<Long, double[]> bars = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double price = Double.parseDouble(cells[1]);
            double[] bar = bars.computeIfAbsent(
                    Long.parseLong(cells[0]) / SIZE_S * SIZE_S, unused -> new double[] {price, price, price, price, 0});
            bar[1] = Math.max(bar[1], price);
            bar[2] = Math.min(bar[2], price);
            bar[3] = price;
            bar[4] += Double.parseDouble(cells[2]);
        }
        return bars;
    }

    private static void same(String told, double expected) {
        assertThat(Double.parseDouble(told)).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    private static List<String> sample() throws IOException {
        try (InputStream in = BitstampTest.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
