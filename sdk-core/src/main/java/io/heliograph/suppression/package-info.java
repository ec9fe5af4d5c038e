/** The opt-out list: recipients who must not get messages. */
@NullMarked
package io.heliograph.suppression;

import org.jspecify.annotations.NullMarked;
