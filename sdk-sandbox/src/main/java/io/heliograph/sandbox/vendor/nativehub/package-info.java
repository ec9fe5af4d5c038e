/** NativeHub. */
@NullMarked
package io.heliograph.sandbox.vendor.nativehub;

import org.jspecify.annotations.NullMarked;
