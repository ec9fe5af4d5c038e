package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.error.UnknownOutcomeException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.Balance;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Route;
import io.heliograph.spi.Capability;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends SMS through one or more providers; one logical send is at most one SMS.
 *
 * <p>Thread-safe; make one and keep it. It blocks the calling thread until an answer or the deadline, and starts no
 * thread of its own: virtual threads, or {@link #sendAsync} with an executor, are the way to many sends at once.
 *
 * <pre>{@code
 * SmsClient sms = SmsClient.builder()
 *         .provider(Wavix.builder().apiKey(System.getenv("WAVIX_KEY")).build())
 *         .build();
 * Message message = sms.send(SendRequest.to("+66812345678").from("ACME").text("Your code is 482910").build());
 * }</pre>
 */
public final class SmsClient implements AutoCloseable {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    private final Map<String, SmsProvider> providers;
    private final Pipeline pipeline;
    private final Duration deadline;

    private SmsClient(Map<String, SmsProvider> providers, Pipeline pipeline, Duration deadline) {
        this.providers = providers;
        this.pipeline = pipeline;
        this.deadline = deadline;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Sends, and gives the message that a provider took. Taken isn't delivered: see {@link #status}.
     *
     * @throws UnknownOutcomeException if the message may have been sent and nobody can say
     * @throws SmsException if it was certainly not sent, with why
     */
    public Message send(SendRequest request) {
        SendOutcome outcome = trySend(request);
        return outcome.fold(
                SendOutcome.Accepted::message,
                rejected -> {
                    throw SmsException.of(rejected.refusal(), rejected.attempts());
                },
                unknown -> {
                    throw new UnknownOutcomeException(unknown);
                });
    }

    /** Sends, and gives what came of it as a value; it throws nothing that a provider or the network can cause. */
    public SendOutcome trySend(SendRequest request) {
        return pipeline.send(request, deadlineOf(request));
    }

    private Deadline deadlineOf(SendRequest request) {
        return Deadline.after(request.deadline().orElse(deadline));
    }

    /**
     * Sends on a thread of the executor's; the deadline counts from now. Cancelling the future doesn't stop a send that
     * has begun.
     *
     * @return the outcome; it completes exceptionally only if the executor refuses the task
     */
    public CompletableFuture<SendOutcome> sendAsync(SendRequest request, Executor executor) {
        Deadline its = deadlineOf(request);
        try {
            return CompletableFuture.supplyAsync(() -> pipeline.send(request, its), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Sends one content to many, in as few calls as the providers allow, on this thread. Each call keeps the rules of a
     * single send: an unknown outcome stays with its recipients and isn't sent again, and the others go on.
     *
     * @param listener hears of each call as it ends; what isn't heard is only counted
     * @return how many recipients got which outcome
     */
    public BulkReport bulk(BulkRequest request, BulkListener listener) {
        return pipeline.bulk(request, deadline, listener);
    }

    /**
     * Asks the provider that holds a message about it, within the client's deadline.
     *
     * @throws io.heliograph.error.MessageNotFoundException if the provider doesn't know it
     * @throws SmsException if the provider couldn't be asked or refused; asking changes nothing
     */
    public Message status(MessageId id) {
        SmsProvider provider = able(id.provider(), Capability.STATUS);
        return call(provider, known(id), provider::status);
    }

    /**
     * Cancels a message that waits, within the client's deadline.
     *
     * @return the message after it; {@code CANCELLING} may still fail
     * @throws SmsException if it can't be cancelled any more, or the provider couldn't be asked: it may be cancelled then
     */
    public Message cancel(MessageId id) {
        SmsProvider provider = able(id.provider(), Capability.CANCEL);
        return call(provider, known(id), provider::cancel);
    }

    /**
     * Asks what is left in an account, within the client's deadline.
     *
     * @throws SmsException if the provider doesn't say, refused, or couldn't be asked
     */
    public List<Balance> balance(String provider) {
        SmsProvider able = able(provider, Capability.BALANCE);
        return call(able, provider, (name, its) -> able.balance(its));
    }

    private static MessageId known(MessageId id) {
        if (!id.isKnown()) {
            throw new InvalidRequestException("id", "is not known: the provider's answer couldn't be read");
        }
        return id;
    }

    private SmsProvider able(String name, Capability capability) {
        SmsProvider provider = providers.get(name);
        if (provider == null) {
            throw new InvalidRequestException(
                    "provider", "isn't one of this client's: " + String.join(", ", providers.keySet()));
        }
        if (!provider.capabilities().contains(capability)) {
            String reason = provider.name() + " doesn't offer " + capability;
            throw SmsException.of(Refusal.of(ErrorType.UNSUPPORTED, reason), List.of());
        }
        return provider;
    }

    private <A, R> R call(SmsProvider provider, A argument, BiFunction<A, Deadline, R> question) {
        try {
            return question.apply(argument, Deadline.after(deadline));
        } catch (HttpException e) {
            throw SmsException.of(provider.name(), e);
        } catch (SmsException | InvalidRequestException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            String reason =
                    provider.name() + ": its code failed with " + e.getClass().getSimpleName();
            throw SmsException.of(Refusal.of(ErrorType.OTHER, reason), List.of());
        }
    }

    /** Closes the providers; a send that is under way goes on. */
    @Override
    public void close() {
        closeAll(providers.values());
    }

    private static void closeAll(Collection<SmsProvider> providers) {
        RuntimeException first = null;
        for (SmsProvider provider : providers) {
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

    /** The route, for example {@code SmsClient[wavix || androidgateway]}. */
    @Override
    public String toString() {
        return "SmsClient[" + pipeline + "]";
    }

    /** Collects a client's providers and settings; not thread-safe. */
    public static final class Builder {
        private final Map<String, SmsProvider> providers = new LinkedHashMap<>();
        private @Nullable Route route;
        private Duration deadline = DEFAULT_DEADLINE;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Adds a provider; without a route, providers are tried in the order in which they were added. */
        public Builder provider(ProviderDoor door) {
            SmsProvider provider = door.provider();
            if (providers.putIfAbsent(provider.name(), provider) != null) {
                throw new InvalidRequestException("provider", "is there twice: " + provider.name());
            }
            return this;
        }

        /**
         * Adds every provider for which there are settings, and sets the route and the deadline.
         *
         * @throws InvalidRequestException naming every setting that is missing, wrong or unknown
         */
        public Builder settings(Settings settings) {
            new SettingsReader(settings).apply(this);
            return this;
        }

        /** The providers to use, in order, for example {@code "wavix || androidgateway"}. */
        public Builder route(String route) {
            return route(Route.parse(route));
        }

        public Builder route(Route route) {
            this.route = route;
            return this;
        }

        /** How long a send may take in all, unless the request says otherwise; 30 seconds by default. */
        public Builder deadline(Duration deadline) {
            if (deadline.isZero() || deadline.isNegative()) {
                throw new InvalidRequestException("deadline", "must be more than 0");
            }
            this.deadline = deadline;
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        boolean has(String provider) {
            return providers.containsKey(provider);
        }

        /**
         * Makes the client.
         *
         * @throws InvalidRequestException if there is no provider, or the route names one that isn't there
         */
        public SmsClient build() {
            if (providers.isEmpty()) {
                throw new InvalidRequestException(
                        "providers", "are missing; add one, or set for example heliograph.providers.wavix.api-key");
            }
            Route used = route != null ? route : Route.of(List.copyOf(providers.keySet()));
            List<SmsProvider> ordered = new ArrayList<>();
            for (String name : used.providers()) {
                SmsProvider provider = providers.get(name);
                if (provider == null) {
                    throw new InvalidRequestException(
                            "route",
                            "names " + name + ", which is not set up; there are "
                                    + String.join(", ", providers.keySet()));
                }
                ordered.add(provider);
            }
            return new SmsClient(
                    Collections.unmodifiableMap(new LinkedHashMap<>(providers)),
                    new Pipeline(ordered, clock),
                    deadline);
        }
    }
}
