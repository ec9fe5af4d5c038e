package io.heliograph.policy;

import io.heliograph.message.InvalidRequestException;
import java.time.Duration;

/**
 * When a message that one provider took and couldn't deliver is sent again by another. Immutable and thread-safe.
 *
 * @param within how long the first provider has to deliver; its validity where the vendors know one, so in whole seconds,
 *     and it must be 1 second or more
 * @param total how long all of it may take, the second send too; longer than {@code within}
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
