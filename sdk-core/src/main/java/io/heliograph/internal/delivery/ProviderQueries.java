package io.heliograph.internal.delivery;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Asks one provider something other than to send, and closes them all. Thread-safe. */
public final class ProviderQueries {
    private final Map<String, SmsProvider> providers;
    private final SuppressionGuard optOuts;

    public ProviderQueries(Map<String, SmsProvider> providers, SuppressionGuard optOuts) {
        this.providers = providers;
        this.optOuts = optOuts;
    }

    public Message status(MessageId id, Deadline deadline) {
        SmsProvider provider = requireCapable(id.provider(), Capability.STATUS);
        Message message = call(provider, requireKnown(id), deadline, provider::status);
        optOuts.record(message);
        return message;
    }

    /**
     * Whether a provider can be asked for messages.
     *
     * @throws InvalidRequestException if it isn't one of the client's
     */
    boolean canAskStatus(String name) {
        return requireProvider(name).capabilities().contains(Capability.STATUS);
    }

    public Message cancel(MessageId id, Deadline deadline) {
        SmsProvider provider = requireCapable(id.provider(), Capability.CANCEL);
        return call(provider, requireKnown(id), deadline, provider::cancel);
    }

    public List<Balance> balance(String name, Deadline deadline) {
        SmsProvider provider = requireCapable(name, Capability.BALANCE);
        return call(provider, name, deadline, (unused, currentDeadline) -> provider.balance(currentDeadline));
    }

    /** Closes every provider, and then throws what the first that failed threw. */
    public void closeAll() {
        RuntimeException first = null;
        for (SmsProvider provider : providers.values()) {
            try {
                provider.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static MessageId requireKnown(MessageId id) {
        if (!id.isKnown()) {
            throw new InvalidRequestException("id", "is not known: the provider's answer couldn't be read");
        }
        return id;
    }

    private SmsProvider requireProvider(String name) {
        SmsProvider provider = providers.get(name);
        if (provider == null) {
            throw new InvalidRequestException(
                    "provider", "isn't one of this client's: " + String.join(", ", providers.keySet()));
        }
        return provider;
    }

    private SmsProvider requireCapable(String name, Capability capability) {
        SmsProvider provider = requireProvider(name);
        if (!provider.capabilities().contains(capability)) {
            String reason = provider.name() + " doesn't offer " + capability;
            throw SmsException.of(Failure.of(ErrorType.UNSUPPORTED, reason), List.of());
        }
        return provider;
    }

    private static <A, R> R call(
            SmsProvider provider, A argument, Deadline deadline, BiFunction<A, Deadline, R> question) {
        try {
            return question.apply(argument, deadline);
        } catch (HttpException e) {
            throw SmsException.of(provider.name(), e);
        } catch (SmsException | InvalidRequestException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            String reason =
                    provider.name() + ": its code failed with " + e.getClass().getSimpleName();
            throw SmsException.of(Failure.of(ErrorType.OTHER, reason), List.of());
        }
    }
}
