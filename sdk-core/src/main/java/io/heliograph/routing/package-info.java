/** Where a request may go, and in which order. */
@NullMarked
package io.heliograph.routing;

import org.jspecify.annotations.NullMarked;
