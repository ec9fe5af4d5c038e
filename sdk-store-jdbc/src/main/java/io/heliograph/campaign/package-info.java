/** Campaigns: one content to many recipients, kept in a store until each has an outcome. */
@NullMarked
package io.heliograph.campaign;

import org.jspecify.annotations.NullMarked;
