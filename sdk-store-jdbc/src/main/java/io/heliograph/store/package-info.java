/** What a store throws that can't do its work. */
@NullMarked
package io.heliograph.store;

import org.jspecify.annotations.NullMarked;
