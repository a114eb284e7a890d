/** Kafka's topics as places that rows are appended to: once where epochs number them. */
@NullMarked
package dev.freshet.bolts.kafka;

import org.jspecify.annotations.NullMarked;
