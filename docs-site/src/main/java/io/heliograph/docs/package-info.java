/** Makes the static site of the documentation: its Markdown in, HTML with navigation and search out. */
@NullMarked
package io.heliograph.docs;

import org.jspecify.annotations.NullMarked;
