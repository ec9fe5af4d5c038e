/** Who asked for no more messages, and may get none. */
@NullMarked
package io.heliograph.suppression;

import org.jspecify.annotations.NullMarked;
