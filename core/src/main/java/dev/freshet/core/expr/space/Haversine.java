package dev.freshet.core.expr.space;

/** Distances along great circles of a sphere with Earth's mean radius: within 0.6% of those on the ellipsoid. */
public final class Haversine {
    /** The mean radius of the ellipsoid GRS 80 in metres. */
    public static final double EARTH_RADIUS_M = 6_371_008.8;

    private Haversine() {}

    /** The distance between two places in degrees. */
    public static double metres(double latitude1, double longitude1, double latitude2, double longitude2) {
        double sinLatitude = Math.sin(Math.toRadians(latitude2 - latitude1) / 2);
        double sinLongitude = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double h = sinLatitude * sinLatitude
                + Math.cos(Math.toRadians(latitude1))
                        * Math.cos(Math.toRadians(latitude2))
                        * sinLongitude
                        * sinLongitude;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, h)));
    }
}
