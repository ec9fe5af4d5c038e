package io.heliograph.testkit;

import io.heliograph.http.Deadline;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of a provider that don't send. */
final class NonSendingCalls {
    private NonSendingCalls() {}

    /** The calls that the provider declares. */
    static List<Capability> declaredBy(SmsProvider provider) {
        return Stream.of(Capability.STATUS, Capability.CANCEL, Capability.BALANCE, Capability.LOOKUP)
                .filter(provider.capabilities()::contains)
                .toList();
    }

    /** Whether the call is about one message, by its id. */
    static boolean isAboutMessage(Capability capability) {
        return capability == Capability.STATUS || capability == Capability.CANCEL;
    }

    /** Makes the call, and returns the exception, if any. */
    static Optional<RuntimeException> call(
            SmsProvider provider, Capability capability, MessageId id, SendRequest request, Deadline deadline) {
        try {
            switch (capability) {
                case STATUS -> provider.status(id, deadline);
                case CANCEL -> provider.cancel(id, deadline);
                case BALANCE -> provider.balance(deadline);
                case LOOKUP -> provider.lookup(request, deadline);
                default -> throw new IllegalArgumentException(capability + " asks nothing");
            }
            return Optional.empty();
        } catch (UnsupportedOperationException e) {
            throw new AssertionError(capability + " is declared, and not there", e);
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
