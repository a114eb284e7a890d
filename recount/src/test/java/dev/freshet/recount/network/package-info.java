/** Tests of the recount. */
@NullMarked
package dev.freshet.recount.network;

import org.jspecify.annotations.NullMarked;
