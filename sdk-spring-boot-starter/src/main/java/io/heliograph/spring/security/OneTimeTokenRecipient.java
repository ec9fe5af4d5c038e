package io.heliograph.spring.security;

import io.heliograph.message.PhoneNumber;
import java.util.Optional;

/**
 * Knows the phone numbers of users, to whom one-time tokens are sent. A bean of this type switches on {@link SmsOneTimeTokenHandler}.
 * It must be thread-safe; it is called on a thread of the executor, without the request and its transaction.
 */
@FunctionalInterface
public interface OneTimeTokenRecipient {
    /** The number of a user, verified before; empty where there is no such user, or none with a number. */
    Optional<PhoneNumber> numberOf(String username);
}
