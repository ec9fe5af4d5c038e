/** Sends the vendors' webhooks. */
@NullMarked
package io.heliograph.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
