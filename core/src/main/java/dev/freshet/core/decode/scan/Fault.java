package dev.freshet.core.decode.scan;

import dev.freshet.core.dead.Reason;

/** Why a record cannot be used: set by who finds out, read by who tells. Reused. */
public final class Fault {
    private Reason reason = Reason.MALFORMED;
    private String detail = "";

    /** Notes what is wrong. */
    public void set(Reason newReason, String newDetail) {
        reason = newReason;
        detail = newDetail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
