/** A small HTTP server that receives vendors' webhooks for a client, on the JDK's HTTP server. */
@NullMarked
package io.heliograph.webhook.server;

import org.jspecify.annotations.NullMarked;
