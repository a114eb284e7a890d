/** Numbers as text in bytes, without garbage. */
@NullMarked
package dev.freshet.core.text;

import org.jspecify.annotations.NullMarked;
