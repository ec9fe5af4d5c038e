package io.heliograph.cli.doctor;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a provider that costs nothing and sends nothing: its balance, or the status of a message that doesn't exist.
 * Immutable.
 *
 * @param name what was asked; empty if the provider has no such call
 * @param failure why it failed; empty if the vendor took the key
 * @param sight what was seen on the network
 */
record FreeCall(String provider, String name, Optional<SmsException> failure, CallObserver.Sight sight) {
    static FreeCall of(SmsClient client, String provider, CallObserver observer) {
        FreeCall balance = made(provider, "balance", observer, () -> client.balance(provider));
        return balance.isUnsupported()
                ? made(provider, "status", observer, () -> client.status(nobodys(provider)))
                : balance;
    }

    /** An id that no vendor gave: the answer to a valid key is that there is no such message. */
    private static MessageId nobodys(String provider) {
        return new MessageId(provider, UUID.randomUUID().toString());
    }

    private static FreeCall made(String provider, String name, CallObserver observer, Runnable call) {
        Optional<SmsException> failure = Optional.empty();
        try {
            call.run();
        } catch (MessageNotFoundException e) {
            // which proves the key
        } catch (InvalidRequestException e) {
            return new FreeCall(provider, "", Optional.empty(), observer.take());
        } catch (SmsException e) {
            failure = Optional.of(e);
        }
        return new FreeCall(provider, name, failure, observer.take());
    }

    /** Whether the provider has no such call, so that nothing was asked. */
    boolean isUnsupported() {
        return failure.filter(UnsupportedException.class::isInstance).isPresent();
    }
}
