/** What tests share: real servers as JUnit extensions, and seeded random data. */
@NullMarked
package dev.freshet.testkit;

import org.jspecify.annotations.NullMarked;
