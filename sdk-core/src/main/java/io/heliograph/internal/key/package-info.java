/** Claims of idempotency keys and their leases, and the reconciliation of sends whose outcome is unknown. */
@NullMarked
package io.heliograph.internal.key;

import org.jspecify.annotations.NullMarked;
