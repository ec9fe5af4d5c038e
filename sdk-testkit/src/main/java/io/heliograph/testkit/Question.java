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
final class Question {
    private Question() {}

    /** The calls that the provider declares. */
    static List<Capability> declaredBy(SmsProvider provider) {
        return Stream.of(Capability.STATUS, Capability.CANCEL, Capability.BALANCE, Capability.LOOKUP)
                .filter(provider.capabilities()::contains)
                .toList();
    }

    /** Whether the call is about one message, by its id. */
    static boolean isAboutOne(Capability question) {
        return question == Capability.STATUS || question == Capability.CANCEL;
    }

    /** Makes the call, and returns the exception, if any. */
    static Optional<RuntimeException> ask(
            SmsProvider provider, Capability question, MessageId id, SendRequest request, Deadline deadline) {
        try {
            switch (question) {
                case STATUS -> provider.status(id, deadline);
                case CANCEL -> provider.cancel(id, deadline);
                case BALANCE -> provider.balance(deadline);
                case LOOKUP -> provider.lookup(request, deadline);
                default -> throw new IllegalArgumentException(question + " asks nothing");
            }
            return Optional.empty();
        } catch (UnsupportedOperationException e) {
            throw new AssertionError(question + " is declared, and not there", e);
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
