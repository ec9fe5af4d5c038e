/** The SPI for authors of providers: the interface to implement, and the types that it uses. */
@NullMarked
package io.heliograph.spi;

import org.jspecify.annotations.NullMarked;
