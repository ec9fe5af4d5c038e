/** The transactional outbox: a message that is sent if the caller's own transaction commits, and only then. */
@NullMarked
package io.heliograph.outbox;

import org.jspecify.annotations.NullMarked;
