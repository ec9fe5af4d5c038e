/** Everything that has happened in a sandbox: messages, requests, webhooks, and the events of changes. */
@NullMarked
package io.heliograph.sandbox.journal;

import org.jspecify.annotations.NullMarked;
