/** A real Kafka broker as a child process. */
@NullMarked
package dev.freshet.services.kafka;

import org.jspecify.annotations.NullMarked;
