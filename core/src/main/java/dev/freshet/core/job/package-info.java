/** What the tasks of a running job tell each other and whoever watches it. */
@NullMarked
package dev.freshet.core.job;

import org.jspecify.annotations.NullMarked;
