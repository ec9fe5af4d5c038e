/** What messages cost, and how much may be spent on them. */
@NullMarked
package io.heliograph.money;

import org.jspecify.annotations.NullMarked;
