/** How the client treats its providers, as plain values: retries, limits, states. */
@NullMarked
package io.heliograph.policy;

import org.jspecify.annotations.NullMarked;
