/** Sends through TextingLine (platform.textingline.com), messaging API v1: SMS, MMS and broadcasts. */
@NullMarked
package io.heliograph.textingline;

import org.jspecify.annotations.NullMarked;
