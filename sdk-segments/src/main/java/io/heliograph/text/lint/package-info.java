/** The texts of message bundles and templates, and what they take as SMS, before anybody sends them. */
@NullMarked
package io.heliograph.text.lint;

import org.jspecify.annotations.NullMarked;
