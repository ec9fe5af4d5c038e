/** HTTP calls to a vendor's API, each at most one POST; the only package that uses OkHttp. */
@NullMarked
package io.heliograph.http;

import org.jspecify.annotations.NullMarked;
