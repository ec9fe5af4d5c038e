package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives vendors' webhooks on any HTTP server: it verifies a request, parses it, and records its events in the client.
 * Thread-safe. Respond fast: the Android gateway waits 5 seconds.
 */
public final class WebhookReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    /** A vendor whose response got lost repeats its request within a minute (NativeHub, 2026-02). */
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(2);

    private final Map<String, SmsProvider> providers;
    private final Clock clock;
    private final Keywords keywords;
    private final Consumer<SmsEvent> client;
    private final AtomicBoolean encodedLogged = new AtomicBoolean();

    /**
     * Makes a receiver.
     *
     * @param keywords what counts as STOP, START and HELP
     * @param client handles each event before the caller does
     */
    WebhookReceiver(Map<String, SmsProvider> providers, Clock clock, Keywords keywords, Consumer<SmsEvent> client) {
        this.providers = providers;
        this.clock = clock;
        this.keywords = keywords;
        this.client = client;
    }

    /**
     * Verifies and parses a request, and returns its events after the client has handled them. The request counts as handled
     * then, so events that the caller fails on are lost: the other {@code receive} accepts the vendor's retry instead.
     *
     * @param provider the vendor whose URL received it
     * @return at least one event; what isn't known or can't be parsed is {@link SmsEvent.Unrecognised}
     * @throws WebhookRejectedException if it isn't verified, or is a replay; respond with its {@code httpStatus()}
     * @throws InvalidRequestException if the provider isn't one of this client's
     * @throws SmsException if a store failed: respond with a 5xx, and the vendor's retry is accepted
     */
    public List<SmsEvent> receive(String provider, WebhookRequest request) {
        List<SmsEvent> events = read(provider, request);
        take(provider, request, events, event -> {});
        return events;
    }

    /**
     * Passes the events on, on the calling thread. If that fails, the request doesn't count as handled, and the vendor's retry
     * is accepted.
     *
     * @param each gets each event; its exception goes to the caller, who responds with a 5xx then
     */
    public void receive(String provider, WebhookRequest request, Consumer<SmsEvent> each) {
        take(provider, request, read(provider, request), each);
    }

    /**
     * Verifies and parses a request, for a server that responds before the events are handled; it publishes nothing. The
     * caller must pass each event to {@link #handle} first, and must call {@link #complete} at the end, or the vendor's retries
     * are rejected for ever.
     *
     * @param provider the vendor whose URL received it
     * @return at least one event; what isn't known or can't be parsed is {@link SmsEvent.Unrecognised}
     * @throws WebhookRejectedException if it isn't verified, or is a replay; respond with its {@code httpStatus()}
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public List<SmsEvent> read(String provider, WebhookRequest request) {
        WebhookParser parser = parser(provider);
        if (!parser.methods().contains(request.method())) {
            throw new WebhookRejectedException(provider, WebhookRejectedException.Reason.METHOD);
        }
        if (request.isEncoded()) {
            throw encoded(provider);
        }
        Instant now = clock.instant();
        parser.verifier().verify(request, now);
        try {
            List<SmsEvent> events = withKeywords(parser.parse(request, now));
            forgetUnnamed(parser.verifier(), request, events, now);
            return events.isEmpty() ? unrecognised(provider, request) : events;
        } catch (RuntimeException e) {
            // A parser never throws; if one does, the vendor would retry the same request for days.
            return unrecognised(provider, request);
        } catch (Error e) {
            complete(provider, request, false); // or its retry would wait for an end that never comes
            throw e;
        }
    }

    private WebhookRejectedException encoded(String provider) {
        WebhookRejectedException rejection =
                new WebhookRejectedException(provider, WebhookRejectedException.Reason.ENCODED);
        if (!encodedLogged.getAndSet(true)) { // once, because strangers can send them too
            LOG.warn("{}; each such request is answered with {}", rejection.getMessage(), rejection.httpStatus());
        }
        return rejection;
    }

    /**
     * Two inbound messages of one person without an id and a time can be the same bytes. Where that is a replay as well as a new
     * message, STOP always counts and START doesn't; another text counts again when the vendor has had time to repeat the first.
     */
    private static void forgetUnnamed(
            WebhookVerifier verifier, WebhookRequest request, List<SmsEvent> events, Instant now) {
        Set<Keyword> keywords = EnumSet.noneOf(Keyword.class);
        for (SmsEvent event : events) {
            if (!(event instanceof MessageReceived received) || isNamed(received, now)) {
                return;
            }
            received.keyword().ifPresent(keywords::add);
        }
        if (!events.isEmpty() && !keywords.contains(Keyword.START)) {
            verifier.forgetAt(request, keywords.contains(Keyword.STOP) ? now : now.plus(REPEATED_WITHIN));
        }
    }

    private static boolean isNamed(MessageReceived received, Instant now) {
        return received.id().isKnown()
                || received.eventId().isPresent()
                || received.receivedAt().filter(time -> !time.equals(now)).isPresent();
    }

    /** Passes the events to the client and then to the caller, on the calling thread. */
    private void take(String provider, WebhookRequest request, List<SmsEvent> events, Consumer<SmsEvent> each) {
        boolean handled = false;
        try {
            events.forEach(client.andThen(each));
            handled = true;
        } finally {
            complete(provider, request, handled);
        }
    }

    /**
     * Passes an event that was {@link #read} to the client: its tracker, its suppression list and its listeners.
     *
     * @throws RuntimeException if a store failed; the other events of the request can still be passed on
     */
    public void handle(SmsEvent event) {
        client.accept(event);
    }

    /**
     * Ends the handling of a request that was {@link #read}.
     *
     * @param handled whether it was handled, so that retries are rejected from now on; otherwise a retry is accepted
     */
    public void complete(String provider, WebhookRequest request, boolean handled) {
        WebhookVerifier verifier = parser(provider).verifier();
        if (handled) {
            verifier.handled(request);
        } else {
            verifier.release(request);
        }
    }

    /**
     * The URL to register at the vendor; where the vendor signs nothing it carries a token, which makes it a secret.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public URI callbackUrl(String provider, URI plain) {
        return parser(provider).verifier().callbackUrl(plain);
    }

    /**
     * The HTTP methods of a vendor's webhooks, for the {@code Allow} of a 405.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public Set<String> methods(String provider) {
        return parser(provider).methods();
    }

    /**
     * The response to a request that was handled, now or before: no body for most vendors, whatever 2xx it is.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public WebhookResponse response(String provider, WebhookRequest request) {
        WebhookParser parser = parser(provider);
        try {
            return parser.response(request);
        } catch (RuntimeException e) {
            return WebhookResponse.NONE; // it was handled, whatever response the vendor expects
        }
    }

    /** Most requests are reports, which have no keyword. */
    private List<SmsEvent> withKeywords(List<SmsEvent> events) {
        for (SmsEvent event : events) {
            if (event instanceof MessageReceived) {
                return events.stream().map(this::withKeywords).toList();
            }
        }
        return List.copyOf(events);
    }

    private SmsEvent withKeywords(SmsEvent event) {
        return event instanceof MessageReceived received ? received.with(keywords) : event;
    }

    /**
     * Registers a URL at the vendor for its reports and inbound messages, where the vendor's API can do that. It makes several
     * calls, each of at most 30 seconds; existing registrations are kept.
     *
     * @param publicUrl the URL of this receiver, without a token
     * @return what was done
     * @throws InvalidRequestException if the provider isn't one of this client's, the URL can't be used, or no secret is set
     *     by which the webhooks could be verified; no request was made
     * @throws io.heliograph.error.UnsupportedException if the vendor's API can't: register {@link #callbackUrl} in its console
     * @throws SmsException if the vendor refused or didn't answer; some of it may be registered, and calling again is safe
     */
    public WebhookRegistration register(String provider, URI publicUrl) {
        return provider(provider)
                .webhookRegistrar()
                .orElseThrow(() ->
                        unsupported(provider + "'s API registers no webhooks; enter the callback URL in its console"))
                .register(publicUrl);
    }

    private static List<SmsEvent> unrecognised(String provider, WebhookRequest request) {
        return List.of(new SmsEvent.Unrecognised(provider, request.text()));
    }

    private WebhookParser parser(String name) {
        return provider(name).webhooks().orElseThrow(() -> unsupported(name + " has no webhooks that can be parsed"));
    }

    private static SmsException unsupported(String reason) {
        return SmsException.of(Failure.of(ErrorType.UNSUPPORTED, reason), List.of());
    }

    private SmsProvider provider(String name) {
        SmsProvider provider = providers.get(name);
        if (provider == null) {
            throw new InvalidRequestException(
                    "provider", "isn't one of this client's: " + String.join(", ", providers.keySet()));
        }
        return provider;
    }
}
