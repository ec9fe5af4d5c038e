/** Sends through Template, a vendor that doesn't exist. */
@NullMarked
package io.heliograph.template;

import org.jspecify.annotations.NullMarked;
