@NullMarked
package dev.freshet.spouts.generator;

import org.jspecify.annotations.NullMarked;
