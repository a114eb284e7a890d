package dev.freshet.detect;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.ExecutionContext;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.amazon.randomcutforest.state.sampler.CompactSamplerState;
import com.amazon.randomcutforest.state.tree.CompactRandomCutTreeState;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A forest's binary form: a number for the form, a CRC-32C of what follows, and the library's state object, its cuts and the seeds of
 * its choices included, so that the forest that is read goes on as the one that was written. All that the object says is
 * written, also which versions its parts have, by which the library reads what an older one wrote.
 */
final class CutForestState {
    private static final long FORM = 1;

    private CutForestState() {}

    static void write(RandomCutForest forest, StateOutput to) {
        StateOutput body = new StateOutput();
        write(mapper().toState(forest), body);
        byte[] bytes = body.take();
        to.putUnsigned(FORM);
        to.putUnsigned(checksum(bytes));
        to.putBytes(bytes, 0, bytes.length);
    }

    /** @throws IllegalStateException if it is of another form, or damaged */
    static RandomCutForest read(StateInput from) {
        long form = from.getUnsigned();
        if (form != FORM) {
            throw new IllegalStateException("a forest's state has form " + form + "; only form " + FORM + " is known");
        }
        long checksum = from.getUnsigned();
        byte[] bytes = from.getBytes();
        if (checksum != checksum(bytes)) {
            throw new IllegalStateException("a forest's state of " + bytes.length + " bytes is damaged");
        }
        return mapper().toModel(read(bytes));
    }

    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveTreeStateEnabled(true);
        // What follows from the samples and the cuts is not kept.
        mapper.setPartialTreeStateEnabled(true);
        mapper.setSaveExecutorContextEnabled(true);
        return mapper;
    }

    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private static void write(RandomCutForestState state, StateOutput to) {
        to.putText(state.getVersion());
        to.putLong(state.getTotalUpdates());
        StateArrays.write(to, state.getTimeDecay(), state.getBoundingBoxCacheFraction());
        to.putLong(state.getNumberOfTrees());
        to.putLong(state.getSampleSize());
        to.putLong(state.getShingleSize());
        to.putLong(state.getDimensions());
        to.putLong(state.getOutputAfter());
        to.putText(state.getPrecision());
        CutForestParts.write(state.getPointStoreState(), to);
        for (int i = 0; i < state.getNumberOfTrees(); i++) {
            CutForestParts.write(state.getCompactSamplerStates().get(i), to);
            CutForestParts.write(state.getCompactRandomCutTreeStates().get(i), to);
        }
    }

    private static RandomCutForestState read(byte[] bytes) {
        StateInput from = new StateInput(bytes, 0, bytes.length);
        RandomCutForestState state = new RandomCutForestState();
        state.setVersion(from.getText());
        state.setTotalUpdates(from.getLong());
        state.setTimeDecay(StateArrays.read(from));
        state.setBoundingBoxCacheFraction(StateArrays.read(from));
        state.setNumberOfTrees((int) from.getLong());
        state.setSampleSize((int) from.getLong());
        state.setShingleSize((int) from.getLong());
        state.setDimensions((int) from.getLong());
        state.setOutputAfter((int) from.getLong());
        state.setPrecision(from.getText());
        state.setPointStoreState(CutForestParts.readPoints(from));
        List<CompactSamplerState> samples = new ArrayList<>();
        List<CompactRandomCutTreeState> trees = new ArrayList<>();
        for (int i = 0; i < state.getNumberOfTrees(); i++) {
            samples.add(CutForestParts.readSample(from));
            trees.add(CutForestParts.readTree(from));
        }
        state.setCompactSamplerStates(samples);
        state.setCompactRandomCutTreeStates(trees);
        state.setCompressed(true);
        state.setPartialTreeState(true);
        state.setCompact(true);
        state.setInternalShinglingEnabled(true);
        state.setSaveTreeStateEnabled(true);
        state.setSaveSamplerStateEnabled(true);
        state.setSaveCoordinatorStateEnabled(true);
        state.setCurrentlySampling(true);
        state.setExecutionContext(new ExecutionContext());
        return state;
    }
}
