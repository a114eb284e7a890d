/** Detectors of anomalies and forecasts of single series, point by point. */
@NullMarked
package dev.freshet.detect;

import org.jspecify.annotations.NullMarked;
