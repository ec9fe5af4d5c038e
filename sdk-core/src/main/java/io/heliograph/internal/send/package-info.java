/** One send and one bulk send: the loop over providers and attempts, and the decision to retry. */
@NullMarked
package io.heliograph.internal.send;

import org.jspecify.annotations.NullMarked;
