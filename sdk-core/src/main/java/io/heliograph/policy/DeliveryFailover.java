package io.heliograph.policy;

import io.heliograph.message.InvalidRequestException;
import java.time.Duration;

/**
 * The times of delivery failover: when another provider sends a message that the first couldn't deliver. Immutable and
 * thread-safe.
 *
 * @param within how long the first provider has to deliver: the message's validity where the vendor supports one, so in whole
 *     seconds, 1 or more
 * @param total how long all of it may take, including the second send and its delivery; longer than {@code within}. The
 *     first failure is awaited until its end, and a second provider is tried only while a send's deadline is left, or half
 *     of the time between {@code within} and {@code total} if that is shorter
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

    /** Gives the second provider as much time as the first. */
    public static DeliveryFailover after(Duration within) {
        return new DeliveryFailover(within, within.multipliedBy(2));
    }
}
