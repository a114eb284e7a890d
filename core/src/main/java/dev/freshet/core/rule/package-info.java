/** Named predicates that are exchanged while the job runs. */
@NullMarked
package dev.freshet.core.rule;

import org.jspecify.annotations.NullMarked;
