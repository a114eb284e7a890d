package dev.freshet.core.epoch;

import java.io.Serializable;

/** Opens the store where it is needed: it travels with the topology. */
@FunctionalInterface
public interface EpochStoreFactory extends Serializable {
    EpochStore open();
}
