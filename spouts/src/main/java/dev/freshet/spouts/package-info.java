/** Storm spouts: files, Kafka, generators, and the host that they share. */
@NullMarked
package dev.freshet.spouts;

import org.jspecify.annotations.NullMarked;
