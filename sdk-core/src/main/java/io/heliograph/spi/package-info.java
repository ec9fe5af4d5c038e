/** What the author of a provider sees: one interface to implement, and the words to answer with. */
@NullMarked
package io.heliograph.spi;

import org.jspecify.annotations.NullMarked;
