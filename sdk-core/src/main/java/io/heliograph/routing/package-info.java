/** Routes: which providers a request may use, and in which order. */
@NullMarked
package io.heliograph.routing;

import org.jspecify.annotations.NullMarked;
