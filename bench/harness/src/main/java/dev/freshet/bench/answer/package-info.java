/** What a job's result is checked by. */
@NullMarked
package dev.freshet.bench.answer;

import org.jspecify.annotations.NullMarked;
