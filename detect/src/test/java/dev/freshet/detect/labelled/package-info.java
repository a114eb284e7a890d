/** Series with known anomalies, and how well a detector finds them. */
@NullMarked
package dev.freshet.detect.labelled;

import org.jspecify.annotations.NullMarked;
