/** Android SMS Gateway. */
@NullMarked
package io.heliograph.sandbox.vendor.androidgateway;

import org.jspecify.annotations.NullMarked;
