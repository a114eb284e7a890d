package dev.freshet.core.expr.space;

import java.nio.charset.StandardCharsets;

/**
 * Geohashes (Gustavo Niemeyer, 2008): halvings of longitude and latitude in turn, five bits a character of base 32.
 */
public final class Geohash {
    /** The longest, 60 bits. */
    public static final int LONGEST = 12;

    private static final byte[] BASE_32 = "0123456789bcdefghjkmnpqrstuvwxyz".getBytes(StandardCharsets.ISO_8859_1);

    private Geohash() {}

    /** Writes the geohash of a place. @return where it ends in the target */
    public static int write(double latitude, double longitude, int length, byte[] target, int at) {
        double south = -90;
        double north = 90;
        double west = -180;
        double east = 180;
        boolean longitudeNext = true;
        for (int i = 0; i < length; i++) {
            int digit = 0;
            for (int bit = 0; bit < 5; bit++) {
                digit <<= 1;
                if (longitudeNext) {
                    double middle = (west + east) / 2;
                    if (longitude >= middle) {
                        digit |= 1;
                        west = middle;
                    } else {
                        east = middle;
                    }
                } else {
                    double middle = (south + north) / 2;
                    if (latitude >= middle) {
                        digit |= 1;
                        south = middle;
                    } else {
                        north = middle;
                    }
                }
                longitudeNext = !longitudeNext;
            }
            target[at + i] = BASE_32[digit];
        }
        return at + length;
    }
}
