/** How the outbox keeps its rows and sends them. Not for use by others. */
@NullMarked
package io.heliograph.outbox.internal;

import org.jspecify.annotations.NullMarked;
