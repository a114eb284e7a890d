/** What the scanners of all formats share: they find the wanted fields of a record as ranges of its bytes. */
@NullMarked
package dev.freshet.core.decode.scan;

import org.jspecify.annotations.NullMarked;
