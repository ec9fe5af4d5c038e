/** Resilience4j, in the client's words; it is imported here and nowhere else. Not exported. */
@NullMarked
package io.heliograph.internal.resilience;

import org.jspecify.annotations.NullMarked;
