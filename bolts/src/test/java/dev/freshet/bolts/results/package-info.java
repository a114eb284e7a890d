@NullMarked
package dev.freshet.bolts.results;

import org.jspecify.annotations.NullMarked;
