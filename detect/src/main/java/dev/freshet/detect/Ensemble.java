package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.List;

/**
 * Several statistics together. Of each it takes how seldom the statistic has been as great ({@link TailProbability}), in
 * decades: one in 1,000 is 3. Their mean is great only where statistics that look at different things agree, and where one is
 * beyond all that was. Points that are somewhat strange one after the other, as at a drift, count together: twice the late mean counts
 * where it is above the point's own. What foretells the range has no vote, since it sees what the others see. A value that is stuck
 * counts by itself: the others see nothing strange in it.
 *
 * <p>After a point that is strange the next {@value #REST_POINTS} are silent unless they are clearly stranger, so that an event
 * is one alarm, and a greater one behind it is not missed. The first {@value #LEARN_POINTS} points have the score 0.
 */
final class Ensemble implements Detector {
    static final int LEARN_POINTS = 150;
    static final int REST_POINTS = 100;

    /** The mean of decades at which the score is 0.5. */
    private static final double HALF_AT = 2.2;

    private static final double MEMORY_POINTS = 4000;
    private static final int TAIL_LEARN_POINTS = 60;
    /** From how many decades on a point silences those behind it, and by how many these must be stranger to be heard. */
    private static final double SILENCES_AT = 1.5;

    private static final double STRANGER_BY = 0.3;
    /** The share of a point in the late mean, and how much that counts. */
    private static final double LATE_SHARE = 0.1;

    private static final double LATE_COUNTS = 2;
    private static final double STUCK_AT = 2;
    private static final double STUCK_DECADES = 3;

    private final Strangeness range;
    private final List<Strangeness> members;
    private final TailProbability[] tails;
    private final Strangeness stuck = new Stuck();
    private long seen;
    private long silentFor;
    private double heard;
    private double late;

    /** @param range says what is expected */
    Ensemble(Strangeness range, Strangeness... members) {
        this.range = range;
        this.members = List.of(members);
        tails = new TailProbability[members.length];
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new TailProbability(MEMORY_POINTS, TAIL_LEARN_POINTS);
        }
    }

    @Override
    public void next(long timeMs, double value, Verdict verdict) {
        verdict.clear();
        double sum = 0;
        double most = 0;
        Strangeness by = members.get(0);
        for (int i = 0; i < tails.length; i++) {
            Strangeness member = members.get(i);
            double strange = member.next(timeMs, value);
            if (Double.isNaN(strange)) {
                continue;
            }
            double decades = -Math.log10(tails[i].next(strange));
            if (member.beganAnew()) {
                tails[i].clear();
            }
            sum += decades;
            if (decades > most) {
                most = decades;
                by = member;
            }
        }
        range.next(timeMs, value);
        double mean = sum / tails.length;
        late += LATE_SHARE * (mean - late);
        double decades = Math.max(mean, LATE_COUNTS * late);
        if (stuck.next(timeMs, value) >= STUCK_AT && decades < STUCK_DECADES) {
            decades = STUCK_DECADES;
            by = stuck;
        }
        verdict.expect(range.expected(), range.deviation());
        if (seen++ < LEARN_POINTS) {
            return;
        }
        decades = debounced(decades);
        verdict.score = decades / (decades + HALF_AT);
        if (verdict.isAnomaly()) {
            verdict.reason = by.reason();
            verdict.detector = by.name();
        }
    }

    private double debounced(double decades) {
        boolean silent = silentFor > 0 && decades <= heard + STRANGER_BY;
        silentFor--;
        if (silent) {
            return 0;
        }
        if (decades > SILENCES_AT) {
            heard = decades;
            silentFor = REST_POINTS - 1;
        }
        return Math.max(0, decades);
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        to.putLong(silentFor);
        StateArrays.write(to, heard, late);
        range.write(to);
        stuck.write(to);
        for (int i = 0; i < tails.length; i++) {
            members.get(i).write(to);
            tails[i].write(to);
        }
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        silentFor = from.getLong();
        heard = StateArrays.read(from);
        late = StateArrays.read(from);
        range.read(from);
        stuck.read(from);
        for (int i = 0; i < tails.length; i++) {
            members.get(i).read(from);
            tails[i].read(from);
        }
    }

    @Override
    public long sizeBytes() {
        long bytes = 110 + stuck.sizeBytes() + range.sizeBytes();
        for (int i = 0; i < tails.length; i++) {
            bytes += members.get(i).sizeBytes() + tails[i].sizeBytes();
        }
        return bytes;
    }
}
