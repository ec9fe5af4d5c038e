/** Me SMS, which {@code provider-thaibulk} talks to. */
@NullMarked
package io.heliograph.sandbox.vendor.thaibulk;

import org.jspecify.annotations.NullMarked;
