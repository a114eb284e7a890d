package dev.freshet.topologies.road;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What cars paid by day and expressway: a file of lines {@code vid,day,xway,toll}, with or without a line of names. Open
 * addressing, 32 bytes for each slot, at most half of them full.
 */
final class HistoricalTolls {
    /** There is no such toll. */
    static final long NONE = Long.MIN_VALUE;

    private static final int COLUMNS = 4;

    private long[] vids = new long[1024];
    private long[] days = new long[1024];
    private long[] xways = new long[1024];
    private long[] tolls = none(1024);
    private int size;

    private static long[] none(int capacity) {
        long[] tolls = new long[capacity];
        Arrays.fill(tolls, NONE);
        return tolls;
    }

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException where it cannot be read, or a line is not as it should be
     */
    static HistoricalTolls read(String file) {
        HistoricalTolls read = new HistoricalTolls();
        long[] numbers = new long[COLUMNS];
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            long number = 0;
            for (String line; (line = lines.readLine()) != null; ) {
                number++;
                if (parse(line, numbers)) {
                    read.put(numbers[0], numbers[1], numbers[2], numbers[3]);
                } else if (number > 1 && !line.isBlank()) {
                    throw new IOException(
                            "line " + number + " of " + file + " is not vid,day,xway,toll (is '" + line + "')");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the historical tolls cannot be read: " + e.getMessage(), e);
        }
        return read;
    }

    private static boolean parse(String line, long[] into) {
        int from = 0;
        for (int column = 0; column < COLUMNS; column++) {
            int comma = line.indexOf(',', from);
            boolean last = column == COLUMNS - 1;
            int to = last ? line.length() : comma;
            if (to < from || last && comma >= 0) {
                return false;
            }
            try {
                into[column] = Long.parseLong(line, from, to, 10);
            } catch (NumberFormatException e) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    private void put(long vid, long day, long xway, long toll) {
        int at = at(vid, day, xway);
        size += tolls[at] == NONE ? 1 : 0;
        vids[at] = vid;
        days[at] = day;
        xways[at] = xway;
        tolls[at] = toll;
        if (2 * size > tolls.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldVids = vids;
        long[] oldDays = days;
        long[] oldXways = xways;
        long[] oldTolls = tolls;
        int capacity = 2 * oldTolls.length;
        vids = new long[capacity];
        days = new long[capacity];
        xways = new long[capacity];
        tolls = none(capacity);
        size = 0;
        for (int at = 0; at < oldTolls.length; at++) {
            if (oldTolls[at] != NONE) {
                put(oldVids[at], oldDays[at], oldXways[at], oldTolls[at]);
            }
        }
    }

    /** The toll of a car on a day on an expressway, or {@link #NONE}. */
    long toll(long vid, long day, long xway) {
        return tolls[at(vid, day, xway)];
    }

    private int at(long vid, long day, long xway) {
        long hash = ((vid * 31 + day) * 31 + xway) * 0x9e3779b97f4a7c15L;
        int at = (int) (hash >>> 32) & (tolls.length - 1);
        while (tolls[at] != NONE && !(vids[at] == vid && days[at] == day && xways[at] == xway)) {
            at = (at + 1) & (tolls.length - 1);
        }
        return at;
    }
}
