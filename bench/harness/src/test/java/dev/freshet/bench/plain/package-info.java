@NullMarked
package dev.freshet.bench.plain;

import org.jspecify.annotations.NullMarked;
