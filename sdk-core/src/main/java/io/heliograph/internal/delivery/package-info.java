/** Everything after a send: status, cancel, waiting for delivery, delivery failover, and inbound events. */
@NullMarked
package io.heliograph.internal.delivery;

import org.jspecify.annotations.NullMarked;
