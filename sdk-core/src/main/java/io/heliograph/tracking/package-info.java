/** Delivery tracking: one timeline for each message, merged from send results, status queries and webhooks in any order. */
@NullMarked
package io.heliograph.tracking;

import org.jspecify.annotations.NullMarked;
