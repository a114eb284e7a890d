/** What looks at the rows of a key one behind the other, in the order of event time. */
@NullMarked
package dev.freshet.core.order;

import org.jspecify.annotations.NullMarked;
