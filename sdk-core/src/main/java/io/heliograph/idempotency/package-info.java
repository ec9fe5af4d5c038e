/** Idempotency keys: claims, leases, outcomes and their store; one key is at most one SMS. */
@NullMarked
package io.heliograph.idempotency;

import org.jspecify.annotations.NullMarked;
