/** The command lint: the texts of message bundles and templates. */
@NullMarked
package io.heliograph.cli.lint;

import org.jspecify.annotations.NullMarked;
