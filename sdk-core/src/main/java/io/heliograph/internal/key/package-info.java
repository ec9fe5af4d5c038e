/** Claims of idempotency keys and their leases, and what became of sends whose outcome is unknown. */
@NullMarked
package io.heliograph.internal.key;

import org.jspecify.annotations.NullMarked;
