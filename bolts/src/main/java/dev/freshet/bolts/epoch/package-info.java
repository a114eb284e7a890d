/** What stands between Storm and a bolt in a job with epochs: channels, barriers, generations. */
@NullMarked
package dev.freshet.bolts.epoch;

import org.jspecify.annotations.NullMarked;
