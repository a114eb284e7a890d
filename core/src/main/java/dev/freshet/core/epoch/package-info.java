/**
 * The protocol of exactly once: aligned snapshots of all tasks at numbered epochs, agreed on by compare-and-set on one record. Plain state
 * machines without threads, clock or I/O but that of {@link dev.freshet.core.epoch.EpochStore}.
 */
@NullMarked
package dev.freshet.core.epoch;

import org.jspecify.annotations.NullMarked;
