/** The transactional outbox as a bean that takes part in Spring's transactions. */
@NullMarked
package io.heliograph.spring.outbox;

import org.jspecify.annotations.NullMarked;
