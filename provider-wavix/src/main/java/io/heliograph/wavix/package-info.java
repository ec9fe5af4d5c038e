/** Sends through Wavix (api.wavix.com), messaging API v3. */
@NullMarked
package io.heliograph.wavix;

import org.jspecify.annotations.NullMarked;
