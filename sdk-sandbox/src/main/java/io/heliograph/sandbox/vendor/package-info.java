/** Code that several built-in vendors share. */
@NullMarked
package io.heliograph.sandbox.vendor;

import org.jspecify.annotations.NullMarked;
