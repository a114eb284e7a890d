package dev.freshet.detect;

import com.amazon.randomcutforest.state.sampler.CompactSamplerState;
import com.amazon.randomcutforest.state.store.NodeStoreState;
import com.amazon.randomcutforest.state.store.PointStoreState;
import com.amazon.randomcutforest.state.tree.CompactRandomCutTreeState;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link CutForestState}: points, the samples of them, and the trees. Arrays of the library may be missing. */
final class CutForestParts {
    private CutForestParts() {}

    static void write(PointStoreState points, StateOutput to) {
        to.putText(points.getVersion());
        to.putText(points.getPrecision());
        to.putLong(points.getDimensions());
        to.putLong(points.getCapacity());
        to.putLong(points.getShingleSize());
        to.putLong(points.getStartOfFreeSegment());
        to.putLong(points.getLastTimeStamp());
        to.putLong(points.getCurrentStoreCapacity());
        to.putLong(points.getIndexCapacity());
        write(points.getPointData(), to);
        write(points.getRefCount(), to);
        write(points.getLocationList(), to);
        write(points.getDuplicateRefs(), to);
        StateArrays.write(to, points.getInternalShingle());
    }

    static PointStoreState readPoints(StateInput from) {
        PointStoreState points = new PointStoreState();
        points.setVersion(from.getText());
        points.setPrecision(from.getText());
        points.setDimensions((int) from.getLong());
        points.setCapacity((int) from.getLong());
        points.setShingleSize((int) from.getLong());
        points.setStartOfFreeSegment((int) from.getLong());
        points.setLastTimeStamp(from.getLong());
        points.setCurrentStoreCapacity((int) from.getLong());
        points.setIndexCapacity((int) from.getLong());
        points.setPointData(readBytes(from));
        points.setRefCount(readInts(from));
        points.setLocationList(readInts(from));
        points.setDuplicateRefs(readInts(from));
        double[] shingle = new double[points.getDimensions()];
        StateArrays.read(from, shingle);
        points.setInternalShingle(shingle);
        points.setCompressed(true);
        points.setInternalShinglingEnabled(true);
        points.setDynamicResizingEnabled(true);
        return points;
    }

    static void write(CompactSamplerState sample, StateOutput to) {
        to.putText(sample.getVersion());
        to.putLong(sample.getSize());
        to.putLong(sample.getCapacity());
        StateArrays.write(to, sample.getInitialAcceptFraction(), sample.getTimeDecay());
        to.putLong(sample.getSequenceIndexOfMostRecentTimeDecayUpdate());
        to.putLong(sample.getMaxSequenceIndex());
        to.putFixed(sample.getRandomSeed());
        for (int i = 0; i < sample.getSize(); i++) {
            to.putUnsigned(Float.floatToRawIntBits(sample.getWeight()[i]) & 0xFFFF_FFFFL);
        }
        write(sample.getPointIndex(), to);
    }

    static CompactSamplerState readSample(StateInput from) {
        CompactSamplerState sample = new CompactSamplerState();
        sample.setVersion(from.getText());
        sample.setSize((int) from.getLong());
        sample.setCapacity((int) from.getLong());
        sample.setInitialAcceptFraction(StateArrays.read(from));
        sample.setTimeDecay(StateArrays.read(from));
        sample.setSequenceIndexOfMostRecentTimeDecayUpdate(from.getLong());
        sample.setMaxSequenceIndex(from.getLong());
        sample.setRandomSeed(from.getFixed());
        float[] weights = new float[sample.getSize()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.intBitsToFloat((int) from.getUnsigned());
        }
        sample.setWeight(weights);
        sample.setPointIndex(readInts(from));
        sample.setCompressed(true);
        return sample;
    }

    static void write(CompactRandomCutTreeState tree, StateOutput to) {
        to.putText(tree.getVersion());
        to.putLong(tree.getRoot());
        to.putLong(tree.getMaxSize());
        to.putLong(tree.getOutputAfter());
        StateArrays.write(to, tree.getBoundingBoxCacheFraction());
        to.putFixed(tree.getSeed());
        to.putLong(tree.getDimensions());
        NodeStoreState nodes = tree.getNodeStoreState();
        to.putText(nodes.getVersion());
        to.putText(nodes.getPrecision());
        to.putLong(nodes.getCapacity());
        to.putLong(nodes.getSize());
        to.putLong(nodes.getRoot());
        to.putLong(nodes.isCanonicalAndNotALeaf() ? 1 : 0);
        to.putLong(nodes.getNodeFreeIndexPointer());
        to.putLong(nodes.getLeafFreeIndexPointer());
        write(nodes.getCutDimension(), to);
        write(nodes.getCutValueData(), to);
        write(nodes.getLeftIndex(), to);
        write(nodes.getRightIndex(), to);
        write(nodes.getNodeFreeIndexes(), to);
        write(nodes.getLeafFreeIndexes(), to);
        write(nodes.getLeafMass(), to);
        write(nodes.getLeafPointIndex(), to);
    }

    static CompactRandomCutTreeState readTree(StateInput from) {
        CompactRandomCutTreeState tree = new CompactRandomCutTreeState();
        tree.setVersion(from.getText());
        tree.setRoot((int) from.getLong());
        tree.setMaxSize((int) from.getLong());
        tree.setOutputAfter((int) from.getLong());
        tree.setBoundingBoxCacheFraction(StateArrays.read(from));
        tree.setSeed(from.getFixed());
        tree.setDimensions((int) from.getLong());
        tree.setPartialTreeState(true);
        NodeStoreState nodes = new NodeStoreState();
        nodes.setVersion(from.getText());
        nodes.setPrecision(from.getText());
        nodes.setCapacity((int) from.getLong());
        nodes.setSize((int) from.getLong());
        nodes.setRoot((int) from.getLong());
        nodes.setCanonicalAndNotALeaf(from.getLong() != 0);
        nodes.setNodeFreeIndexPointer((int) from.getLong());
        nodes.setLeafFreeIndexPointer((int) from.getLong());
        nodes.setCutDimension(readInts(from));
        nodes.setCutValueData(readBytes(from));
        nodes.setLeftIndex(readInts(from));
        nodes.setRightIndex(readInts(from));
        nodes.setNodeFreeIndexes(readInts(from));
        nodes.setLeafFreeIndexes(readInts(from));
        nodes.setLeafMass(readInts(from));
        nodes.setLeafPointIndex(readInts(from));
        nodes.setCompressed(true);
        nodes.setPartialTreeStateEnabled(true);
        tree.setNodeStoreState(nodes);
        return tree;
    }

    /** The length and one, or 0 where there is no array. The library packs small numbers, so that the bits are used. */
    private static void write(int @Nullable [] values, StateOutput to) {
        to.putUnsigned(values == null ? 0 : values.length + 1L);
        if (values != null) {
            for (int value : values) {
                to.putUnsigned(value & 0xFFFF_FFFFL);
            }
        }
    }

    private static int @Nullable [] readInts(StateInput from) {
        long length = from.getUnsigned() - 1;
        if (length < 0) {
            return null;
        }
        int[] values = new int[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) from.getUnsigned();
        }
        return values;
    }

    private static void write(byte @Nullable [] bytes, StateOutput to) {
        to.putUnsigned(bytes == null ? 0 : 1);
        if (bytes != null) {
            to.putBytes(bytes, 0, bytes.length);
        }
    }

    private static byte @Nullable [] readBytes(StateInput from) {
        return from.getUnsigned() == 0 ? null : from.getBytes();
    }
}
