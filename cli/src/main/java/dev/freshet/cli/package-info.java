/** The command line. The only package that prints to stdout. */
@NullMarked
package dev.freshet.cli;

import org.jspecify.annotations.NullMarked;
