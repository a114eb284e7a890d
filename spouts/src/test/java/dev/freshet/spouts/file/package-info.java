@NullMarked
package dev.freshet.spouts.file;

import org.jspecify.annotations.NullMarked;
