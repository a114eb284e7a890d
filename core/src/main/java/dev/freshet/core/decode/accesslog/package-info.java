/** Lines of web access logs. */
@NullMarked
package dev.freshet.core.decode.accesslog;

import org.jspecify.annotations.NullMarked;
