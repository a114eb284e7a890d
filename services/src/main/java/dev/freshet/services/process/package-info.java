/** Child processes: started, waited for with a bound, stopped by process id, and gone when their parent is. */
@NullMarked
package dev.freshet.services.process;

import org.jspecify.annotations.NullMarked;
