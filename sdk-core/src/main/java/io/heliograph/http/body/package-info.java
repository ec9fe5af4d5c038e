/** What goes out with a request: JSON, a form, or bytes. */
@NullMarked
package io.heliograph.http.body;

import org.jspecify.annotations.NullMarked;
