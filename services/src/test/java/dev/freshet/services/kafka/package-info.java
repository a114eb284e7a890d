@NullMarked
package dev.freshet.services.kafka;

import org.jspecify.annotations.NullMarked;
