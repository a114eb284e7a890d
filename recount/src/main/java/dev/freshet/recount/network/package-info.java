/** The network application's results counted again, naively: nothing here is shared with what is under test. */
@NullMarked
package dev.freshet.recount.network;

import org.jspecify.annotations.NullMarked;
