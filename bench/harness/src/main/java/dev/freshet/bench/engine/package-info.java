/** What an engine has to offer to be compared. */
@NullMarked
package dev.freshet.bench.engine;

import org.jspecify.annotations.NullMarked;
