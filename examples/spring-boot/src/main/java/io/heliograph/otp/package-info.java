/** A small service that sends codes by SMS: made of the starter and the public API, to run and to copy from. */
@NullMarked
package io.heliograph.otp;

import org.jspecify.annotations.NullMarked;
