/** TextingLine. */
@NullMarked
package io.heliograph.sandbox.vendor.textingline;

import org.jspecify.annotations.NullMarked;
