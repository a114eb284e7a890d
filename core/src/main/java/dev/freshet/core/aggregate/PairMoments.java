package dev.freshet.core.aggregate;

/**
 * What the exact sums over pairs (y, x) give; each result is a quotient of exact numbers, rounded once.
 *
 * @param count how many pairs, at least one
 * @param y Σy
 * @param x Σx
 * @param yx Σyx
 * @param yy Σy², where it is needed
 * @param xx Σx², where it is needed
 */
record PairMoments(long count, Dyadic y, Dyadic x, Dyadic yx, Dyadic yy, Dyadic xx) {
    /** The result; NaN where it is not defined. */
    double result(AggregateKind kind) {
        return switch (kind) {
            case COVAR_POP -> cross().dividedBy(whole(count).times(count));
            case COVAR_SAMP -> cross().dividedBy(whole(count).times(count - 1));
            case REGR_SLOPE -> PairAggregate.quotient(cross(), spread(xx, x));
            case REGR_INTERCEPT -> intercept();
            case REGR_R2 -> determination();
            case CORR -> correlation();
            default -> throw new AssertionError(kind);
        };
    }

    /** n Σyx − Σy Σx. */
    private Dyadic cross() {
        return yx.times(count).plus(y.times(x).negate());
    }

    /** n Σx² − (Σx)². */
    private Dyadic spread(Dyadic squares, Dyadic sum) {
        return squares.times(count).plus(sum.times(sum).negate());
    }

    /** (Σy − slope Σx) / n. */
    private double intercept() {
        Dyadic spread = spread(xx, x);
        Dyadic dividend = y.times(spread).plus(cross().times(x).negate());
        return PairAggregate.quotient(dividend, spread.times(count));
    }

    private double determination() {
        Dyadic ofX = spread(xx, x);
        Dyadic ofY = spread(yy, y);
        if (ofX.signum() == 0) {
            return Double.NaN;
        }
        return ofY.signum() == 0 ? 1 : cross().times(cross()).dividedBy(ofX.times(ofY));
    }

    private double correlation() {
        Dyadic spreads = spread(xx, x).times(spread(yy, y));
        if (spreads.signum() == 0) {
            return Double.NaN;
        }
        Dyadic cross = cross();
        double magnitude = cross.times(cross).rootOfQuotient(spreads);
        return cross.signum() < 0 ? -magnitude : magnitude;
    }

    private static Dyadic whole(long value) {
        return Dyadic.of(1).times(value);
    }
}
