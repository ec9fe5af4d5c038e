/** What {@code SmsClient.send} throws; each exception answers what may have happened and what may be done. */
@NullMarked
package io.heliograph.error;

import org.jspecify.annotations.NullMarked;
