package dev.freshet.core.decode.time;

import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.decode.scan.DecimalReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Numbers of seconds, milliseconds or microseconds since 1970, whole or with a fraction. */
final class EpochReader implements TimestampReader {
    /** Longer numbers are refused before anything is computed of them. */
    private static final int MAX_LENGTH = 64;

    private final int powerOfTen;
    private final DecimalReader decimals = new DecimalReader();

    EpochReader(TimeFormat.Epoch unit) {
        powerOfTen = switch (unit) {
            case SECONDS -> 3;
            case MILLIS -> 0;
            case MICROS -> -3;
        };
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public long read(byte[] data, int from, int to) {
        if (!decimals.readLong(data, from, to)) {
            return readFraction(data, from, to);
        }
        long value = decimals.longValue();
        if (powerOfTen == 0) {
            return Calendar.inRange(value);
        }
        if (powerOfTen < 0) {
            return Calendar.inRange(Math.floorDiv(value, 1000L));
        }
        return value > Calendar.LAST_MS || value < Calendar.FIRST_MS ? UNREADABLE : Calendar.inRange(value * 1000);
    }

    private long readFraction(byte[] data, int from, int to) {
        if (powerOfTen == 3) {
            long ms = readSeconds(data, from, to);
            if (ms != UNREADABLE) {
                return ms;
            }
        }
        if (to - from > MAX_LENGTH || !decimals.readDouble(data, from, to)) {
            return UNREADABLE;
        }
        double magnitude = Math.abs(decimals.doubleValue());
        if (magnitude > 1e18) {
            return UNREADABLE;
        }
        if (magnitude < 1e-9) {
            return data[from] == '-' && hasNonZeroDigit(data, from, to) ? -1 : 0;
        }
        BigDecimal value = new BigDecimal(new String(data, from, to - from, StandardCharsets.ISO_8859_1));
        BigDecimal ms = value.scaleByPowerOfTen(powerOfTen).setScale(0, RoundingMode.FLOOR);
        return ms.abs().compareTo(BigDecimal.valueOf(Calendar.LAST_MS)) > 0
                ? UNREADABLE
                : Calendar.inRange(ms.longValueExact());
    }

    private static boolean hasNonZeroDigit(byte[] data, int from, int to) {
        for (int i = from; i < to && (data[i] | 0x20) != 'e'; i++) {
            if (data[i] >= '1' && data[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    /** The common case without an object: digits, a point, digits. */
    private long readSeconds(byte[] data, int from, int to) {
        int point = from;
        while (point < to && data[point] != '.') {
            point++;
        }
        if (point == to || point == from || data[from] == '-' || !decimals.readLong(data, from, point)) {
            return UNREADABLE;
        }
        long ms = decimals.longValue();
        if (ms > Calendar.LAST_MS / 1000 || point + 1 == to) {
            return UNREADABLE;
        }
        for (int i = 1; i <= 3; i++) {
            int digit = point + i < to ? data[point + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return UNREADABLE;
            }
            ms = ms * 10 + digit;
        }
        for (int i = point + 4; i < to; i++) {
            if (data[i] < '0' || data[i] > '9') {
                return UNREADABLE;
            }
        }
        return Calendar.inRange(ms);
    }
}
