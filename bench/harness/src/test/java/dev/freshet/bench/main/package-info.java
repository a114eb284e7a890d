@NullMarked
package dev.freshet.bench.main;

import org.jspecify.annotations.NullMarked;
