/** Tests of the recount. */
@NullMarked
package dev.freshet.testkit.network;

import org.jspecify.annotations.NullMarked;
