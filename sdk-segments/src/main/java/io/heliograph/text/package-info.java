/** SMS segments, GSM-7 and smart encoding; needs the JDK only. */
@NullMarked
package io.heliograph.text;

import org.jspecify.annotations.NullMarked;
