/** Tests that the documentation says what is. */
@NullMarked
package dev.freshet.topologies.docs;

import org.jspecify.annotations.NullMarked;
