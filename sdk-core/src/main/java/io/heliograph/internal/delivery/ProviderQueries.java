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

/** Calls one provider for anything but a send (status, cancel, balance), and closes them all. Thread-safe. */
public final class ProviderQueries {
    private final Map<String, SmsProvider> providers;
    private final SuppressionGuard suppressionGuard;

    public ProviderQueries(Map<String, SmsProvider> providers, SuppressionGuard suppressionGuard) {
        this.providers = providers;
        this.suppressionGuard = suppressionGuard;
    }

    public Message status(MessageId id, Deadline deadline) {
        SmsProvider provider = requireCapable(id.provider(), Capability.STATUS);
        Message message = call(provider, requireKnown(id), deadline, provider::status);
        suppressionGuard.record(message);
        return message;
    }

    /**
     * Whether a provider supports status queries.
     *
     * @throws InvalidRequestException if it isn't one of the client's
     */
    boolean supportsStatus(String name) {
        return requireProvider(name).capabilities().contains(Capability.STATUS);
    }

    public Message cancel(MessageId id, Deadline deadline) {
        SmsProvider provider = requireCapable(id.provider(), Capability.CANCEL);
        return call(provider, requireKnown(id), deadline, provider::cancel);
    }

    public List<Balance> balance(String name, Deadline deadline) {
        SmsProvider provider = requireCapable(name, Capability.BALANCE);
        return call(provider, name, deadline, (unused, time) -> provider.balance(time));
    }

    /** Closes every provider, and then throws the first exception. */
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
            throw new InvalidRequestException("id", "isn't known: the provider's response couldn't be read");
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
            SmsProvider provider, A argument, Deadline deadline, BiFunction<A, Deadline, R> query) {
        try {
            return query.apply(argument, deadline);
        } catch (HttpException e) {
            throw SmsException.of(provider.name(), e);
        } catch (SmsException | InvalidRequestException e) {
            throw e;
        } catch (RuntimeException e) {
            String reason =
                    provider.name() + ": its code failed with " + e.getClass().getSimpleName();
            throw SmsException.of(Failure.of(ErrorType.OTHER, reason), List.of());
        }
    }
}
