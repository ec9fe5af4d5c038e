/** What comes after a send: status, cancel, waiting, failover where a message isn't delivered, and inbound events. */
@NullMarked
package io.heliograph.internal.delivery;

import org.jspecify.annotations.NullMarked;
