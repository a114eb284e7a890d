/** What spouts and bolts share of Storm: the layout of tuples, their serializers, and who owns which partition. */
@NullMarked
package dev.freshet.storm;

import org.jspecify.annotations.NullMarked;
