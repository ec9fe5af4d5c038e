/** The providers of a request in order, and why each other one is left out. */
@NullMarked
package io.heliograph.internal.plan;

import org.jspecify.annotations.NullMarked;
