/** Prices of messages and limits on spending. */
@NullMarked
package io.heliograph.money;

import org.jspecify.annotations.NullMarked;
