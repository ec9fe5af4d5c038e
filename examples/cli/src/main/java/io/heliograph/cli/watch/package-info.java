/** What {@code sms watch} does: it follows messages until their status is final. */
@NullMarked
package io.heliograph.cli.watch;

import org.jspecify.annotations.NullMarked;
