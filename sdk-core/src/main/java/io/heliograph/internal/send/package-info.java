/** The loop of a send and of a bulk send over providers and attempts, and the retry decision. */
@NullMarked
package io.heliograph.internal.send;

import org.jspecify.annotations.NullMarked;
