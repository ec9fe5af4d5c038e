/** What a text costs to send. */
@NullMarked
package io.heliograph.text;

import org.jspecify.annotations.NullMarked;
