package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

/** Compares lines of numbers that are the same but for rounding. */
public final class AlmostSame {
    private static final String NUMBER = "-?[0-9]+[.]?[0-9E-]*";

    private AlmostSame() {}

    /**
     * Lines in any order; time, key and end of a window stand first.
     *
     * @param csv with a header
     * @param least there must be more lines than these
     */
    public static void requireLines(String csv, List<String> lines, int least) {
        List<String> told = csv.lines().skip(1).sorted().toList();
        List<String> expected = lines.stream().sorted().toList();
        assertThat(told).hasSameSizeAs(expected).hasSizeGreaterThan(least);
        for (int i = 0; i < told.size(); i++) {
            String[] cells = told.get(i).split(",", -1);
            String[] others = expected.get(i).split(",", -1);
            assertThat(cells).hasSameSizeAs(others).startsWith(others[0], others[1], others[2]);
            for (int cell = 3; cell < cells.length; cell++) {
                if (others[cell].matches(NUMBER)) {
                    double value = Double.parseDouble(others[cell]);
                    assertThat(Double.parseDouble(cells[cell]))
                            .as(told.get(i))
                            .isCloseTo(value, within(1e-6 + 1e-9 * Math.abs(value)));
                } else {
                    assertThat(cells[cell]).as(told.get(i)).isEqualTo(others[cell]);
                }
            }
        }
    }
}
