/** Events of sends, and their listener. */
@NullMarked
package io.heliograph.event;

import org.jspecify.annotations.NullMarked;
