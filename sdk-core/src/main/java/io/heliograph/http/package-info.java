/** Calls to a vendor's API; the only package that knows OkHttp. Its rules are those of one send, one POST. */
@NullMarked
package io.heliograph.http;

import org.jspecify.annotations.NullMarked;
