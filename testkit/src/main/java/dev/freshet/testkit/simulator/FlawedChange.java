package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochChange;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.PendingEpoch;
import dev.freshet.core.epoch.TaskName;

/** Steps of the record with a mistake in them. */
final class FlawedChange extends EpochChange {
    private final Flaw flaw;
    private boolean enlisting;

    private FlawedChange(Flaw flaw, EpochRecord before) {
        super(before);
        this.flaw = flaw;
    }

    static EpochChange of(Flaw flaw, EpochRecord before) {
        return switch (flaw) {
            case COMPLETION_IN_OLD_GENERATION, NO_NEW_GENERATION -> new FlawedChange(flaw, before);
            default -> before.change();
        };
    }

    @Override
    public long enlist(TaskName task) {
        enlisting = true;
        long incarnation = super.enlist(task);
        enlisting = false;
        return incarnation;
    }

    @Override
    public void fail(long ofGeneration, String why) {
        if (!enlisting || flaw != Flaw.NO_NEW_GENERATION) {
            super.fail(ofGeneration, why);
        }
    }

    @Override
    protected void abandonPending() {
        if (flaw != Flaw.COMPLETION_IN_OLD_GENERATION) {
            super.abandonPending();
        }
    }

    @Override
    protected boolean isCurrent(Part part, PendingEpoch epoch) {
        return flaw == Flaw.COMPLETION_IN_OLD_GENERATION ? part.epoch() == epoch.epoch() : super.isCurrent(part, epoch);
    }
}
