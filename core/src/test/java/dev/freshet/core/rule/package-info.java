@NullMarked
package dev.freshet.core.rule;

import org.jspecify.annotations.NullMarked;
