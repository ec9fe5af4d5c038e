package io.heliograph.policy;

import io.heliograph.message.InvalidRequestException;
import java.time.Duration;

/**
 * When a message that one provider took and couldn't deliver is sent again by another. Immutable and thread-safe.
 *
 * @param within how long the first provider has to deliver: the message's validity there where the vendor knows one, so in
 *     whole seconds, 1 or more
 * @param total how long all of it may take, the second send and waiting for it too; longer than {@code within}. The first
 *     one's failure is waited for until its end, and a second provider is asked only while a send's deadline is left, or
 *     half of what lies between {@code within} and {@code total} if that is shorter
 */
public record DeliveryFailover(Duration within, Duration total) {
    public DeliveryFailover {
        if (within.toSeconds() < 1 || within.toNanosPart() != 0) {
            throw new InvalidRequestException("within", "is " + within + "; it must be whole seconds, 1 or more");
        }
        if (total.compareTo(within) <= 0) {
            throw new InvalidRequestException(
                    "total", "is " + total + "; it must be more than the " + within + " of the first provider");
        }
    }

    /** As long again for the second provider as for the first. */
    public static DeliveryFailover after(Duration within) {
        return new DeliveryFailover(within, within.multipliedBy(2));
    }
}
