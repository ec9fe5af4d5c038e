/** The exceptions of {@code SmsClient.send}; each says what may have happened and whether a retry is safe. */
@NullMarked
package io.heliograph.error;

import org.jspecify.annotations.NullMarked;
