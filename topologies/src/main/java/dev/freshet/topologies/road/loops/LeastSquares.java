package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;

/**
 * A linear model of a value by {@code size} others, fitted as it goes: least squares with weights, of which an older pair's is less by
 * {@value #FORGETTING} with each newer one, drawn to 0 by a ridge (Hoerl, Kennard, Technometrics 1970). Kept are the normal
 * equations, solved by Cholesky's decomposition. Learning O(size²), asking O(size³).
 */
final class LeastSquares implements KeyMemory {
    private static final double FORGETTING = 0.9998;
    private static final double RIDGE = 100;

    private final int size;
    private final double[] products;
    private final double[] moments;
    private final double[] factor;
    private final double[] solution;

    LeastSquares(int size) {
        this.size = size;
        products = new double[size * size];
        moments = new double[size];
        factor = new double[size * size];
        solution = new double[size];
    }

    void learn(double[] given, int from, double value, double weight) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int at = i * size + j;
                products[at] = FORGETTING * products[at] + weight * given[from + i] * given[from + j];
            }
            moments[i] = FORGETTING * moments[i] + weight * given[from + i] * value;
        }
    }

    double predict(double[] given, int from) {
        decompose();
        for (int i = 0; i < size; i++) {
            double sum = moments[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i * size + k] * solution[k];
            }
            solution[i] = sum / factor[i * size + i];
        }
        double predicted = 0;
        for (int i = size - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < size; k++) {
                sum -= factor[k * size + i] * solution[k];
            }
            solution[i] = sum / factor[i * size + i];
            predicted += solution[i] * given[from + i];
        }
        return predicted;
    }

    private void decompose() {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = products[i * size + j] + (i == j ? RIDGE : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * size + k] * factor[j * size + k];
                }
                factor[i * size + j] = i == j ? Math.sqrt(sum) : sum / factor[j * size + j];
            }
        }
    }

    @Override
    public void write(StateOutput to) {
        StateArrays.write(to, products);
        StateArrays.write(to, moments);
    }

    @Override
    public void read(StateInput from) {
        StateArrays.read(from, products);
        StateArrays.read(from, moments);
    }

    @Override
    public long sizeBytes() {
        return 16L * size * (size + 1) + 100;
    }
}
