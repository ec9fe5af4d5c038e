/** Wavix. */
@NullMarked
package io.heliograph.sandbox.vendor.wavix;

import org.jspecify.annotations.NullMarked;
