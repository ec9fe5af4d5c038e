/** The bodies of requests: JSON, a form, or bytes. */
@NullMarked
package io.heliograph.http.body;

import org.jspecify.annotations.NullMarked;
