/** A task's part in the epochs of its job: one look at the record for all tasks of a process, snapshots stored beside the stream. */
@NullMarked
package dev.freshet.storm.epoch;

import org.jspecify.annotations.NullMarked;
