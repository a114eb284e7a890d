package dev.freshet.core.join;

import java.io.Serializable;

/**
 * How much a join may keep in mind, and what happens beyond.
 *
 * @param maxRows how many rows one task may hold, of both sides together
 * @param whenFull what becomes of a row that would have to be held and has no room
 */
public record JoinLimits(long maxRows, WhenFull whenFull) implements Serializable {
    /** Two million rows a task; the job fails beyond. */
    public static final JoinLimits DEFAULT = new JoinLimits(2_000_000, WhenFull.FAIL);

    /** What happens at the limit. */
    public enum WhenFull {
        /** The job fails, and says why: no answer is wrong. */
        FAIL,
        /**
         * The row goes to the dead letters as {@link dev.freshet.core.dead.Reason#STATE_FULL}, and the results are as if it had
         * not come.
         */
        REFUSE
    }

    public JoinLimits {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a join must be allowed to hold rows (at most " + maxRows + ")");
        }
    }
}
