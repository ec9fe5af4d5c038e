/** What happens during a send, for those who want to hear of it. */
@NullMarked
package io.heliograph.event;

import org.jspecify.annotations.NullMarked;
