/** The memory of which sends were begun and how they ended: one key is one SMS. */
@NullMarked
package io.heliograph.idempotency;

import org.jspecify.annotations.NullMarked;
