package dev.freshet.topologies.links;

/**
 * How well a link did in a minute.
 *
 * @param score from 0, nothing passes, to 1
 * @param reason what lowers it most, or {@code ok}
 */
record Health(double score, String reason) {
    private static final double LOPSIDED = 0.3;
    private static final double FLAPPING = 0.5;
    private static final double LOST = 0.01;
    private static final double COUNTS = 1e-4;
    private static final double BUSY = 0.8;

    /** The worst of what can be said of it. */
    static Health of(Link link, double inMean, double outMean, double lostShare) {
        if (link.down.isOpen()) {
            return new Health(0, "down");
        }
        Health worst = new Health(1, "ok");
        if (link.lopsided.isOpen()) {
            worst = worst.or(LOPSIDED, "asymmetric");
        }
        if (link.flap.isOpen()) {
            worst = worst.or(FLAPPING, "flap");
        }
        if (lostShare >= COUNTS) {
            worst = worst.or(1 - Math.min(1, lostShare / LOST), "losses");
        }
        if (link.in.matters(link.speed()) && inMean < link.in.floor()) {
            worst = worst.or(inMean / link.in.usual(), "less traffic");
        }
        if (link.out.matters(link.speed()) && outMean < link.out.floor()) {
            worst = worst.or(outMean / link.out.usual(), "less traffic");
        }
        double used = link.speed() > 0 ? Math.max(inMean, outMean) / link.speed() : 0;
        return used > BUSY ? worst.or(Math.max(0, 1 - (used - BUSY) / (1 - BUSY) / 2), "busy") : worst;
    }

    private Health or(double other, String because) {
        return other < score ? new Health(other, because) : this;
    }
}
