/** How listeners are told, the same everywhere. Not exported. */
@NullMarked
package io.heliograph.internal.listeners;

import org.jspecify.annotations.NullMarked;
