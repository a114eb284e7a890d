@NullMarked
package dev.freshet.testkit.rule;

import org.jspecify.annotations.NullMarked;
