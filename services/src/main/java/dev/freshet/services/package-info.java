/** Real servers as child processes, for the command line and for tests. */
@NullMarked
package dev.freshet.services;

import org.jspecify.annotations.NullMarked;
