/** HTTP requests and responses as vendors read and write them. */
@NullMarked
package io.heliograph.sandbox.http;

import org.jspecify.annotations.NullMarked;
