@NullMarked
package dev.freshet.services.storm;

import org.jspecify.annotations.NullMarked;
