/** The jobs in Flink SQL. */
@NullMarked
package dev.freshet.bench.flink.sql;

import org.jspecify.annotations.NullMarked;
