/** Values of the client in JSON, by Jackson 2 and 3. */
@NullMarked
package io.heliograph.spring.json;

import org.jspecify.annotations.NullMarked;
