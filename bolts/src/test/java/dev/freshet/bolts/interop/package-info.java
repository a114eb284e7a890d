@NullMarked
package dev.freshet.bolts.interop;

import org.jspecify.annotations.NullMarked;
