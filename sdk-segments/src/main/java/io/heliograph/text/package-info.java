/** What a text costs as an SMS, and how it can cost less; needs the JDK only. */
@NullMarked
package io.heliograph.text;

import org.jspecify.annotations.NullMarked;
