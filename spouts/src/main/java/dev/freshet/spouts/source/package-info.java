/** A source task: reading, decoding, what is in flight, watermarks. No spout; Storm only in the tuples. */
@NullMarked
package dev.freshet.spouts.source;

import org.jspecify.annotations.NullMarked;
