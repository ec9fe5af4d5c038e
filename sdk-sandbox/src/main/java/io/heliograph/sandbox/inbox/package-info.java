/** The inbox page. */
@NullMarked
package io.heliograph.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
