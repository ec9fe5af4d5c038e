/** Sends through the Me SMS API v2 (me-sms.com), not ThaiBulkSMS. */
@NullMarked
package io.heliograph.thaibulk;

import org.jspecify.annotations.NullMarked;
