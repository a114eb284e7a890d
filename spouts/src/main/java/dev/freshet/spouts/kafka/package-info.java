/** Kafka topics as a source. */
@NullMarked
package dev.freshet.spouts.kafka;

import org.jspecify.annotations.NullMarked;
