/** Recipes: each file answers one question, and can be run by {@code scripts/recipe}. They are made to be copied. */
@NullMarked
package io.heliograph.recipes;

import org.jspecify.annotations.NullMarked;
