/** Webhooks: the requests, how they are verified, and the events in them. */
@NullMarked
package io.heliograph.webhook;

import org.jspecify.annotations.NullMarked;
