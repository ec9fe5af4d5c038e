/** Changes of messages by hand: what a developer does to see how an application behaves. */
@NullMarked
package io.heliograph.sandbox.change;

import org.jspecify.annotations.NullMarked;
