/**
 * The market application: its generators of trades and quotes, and the programs over bars that a pipeline file cannot say. The
 * pipeline itself is {@code conf/market/market.yaml}.
 */
@NullMarked
package dev.freshet.topologies.market;

import org.jspecify.annotations.NullMarked;
