/** Files as a source: plain, gzip, zstd; one file, one partition. */
@NullMarked
package dev.freshet.spouts.file;

import org.jspecify.annotations.NullMarked;
