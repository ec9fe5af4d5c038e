package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Receives what vendors tell by webhooks, for any server: it verifies a request first, reads it then, and lets the client's
 * {@link SmsClient#tracker()} hear of it. Thread-safe. Answer fast: the Android gateway waits 5 seconds.
 */
public final class WebhookReceiver {
    private final Map<String, SmsProvider> providers;
    private final Clock clock;
    private final Keywords keywords;
    private final Consumer<SmsEvent> client;

    /**
     * A receiver.
     *
     * @param keywords what counts as STOP, START and HELP
     * @param client hears of each event before anybody else
     */
    WebhookReceiver(Map<String, SmsProvider> providers, Clock clock, Keywords keywords, Consumer<SmsEvent> client) {
        this.providers = providers;
        this.clock = clock;
        this.keywords = keywords;
        this.client = client;
    }

    /**
     * The events in a request, which the client has taken note of. It counts as taken from here on, so whoever can't handle
     * them loses them: with the other {@code receive} the vendor's repetition is taken.
     *
     * @param provider the vendor whose URL it came to
     * @return at least one; what isn't known or can't be read is {@link SmsEvent.Unrecognised}
     * @throws WebhookRejectedException if it isn't proved to be the vendor's, or came before; {@code httpStatus()} is the answer
     * @throws InvalidRequestException if the provider isn't one of this client's
     * @throws SmsException if a store failed: answer with a 5xx, and it is taken when the vendor repeats it
     */
    public List<SmsEvent> receive(String provider, WebhookRequest request) {
        List<SmsEvent> events = read(provider, request);
        take(provider, request, events, event -> {});
        return events;
    }

    /**
     * Hands the events on, in the calling thread. If that fails, the request counts as not taken, so that it is taken when
     * the vendor repeats it.
     *
     * @param each gets each event; what it throws goes to the caller, who answers with a 5xx then
     */
    public void receive(String provider, WebhookRequest request, Consumer<SmsEvent> each) {
        take(provider, request, read(provider, request), each);
    }

    /**
     * Verifies a request and reads it, for a server that answers before the events are handled; nobody hears of it yet.
     * Whoever calls this must say with {@link #ended} how it ended, or the vendor's repetitions are put off for ever; and
     * hand each event to {@link #hear} before anybody else.
     *
     * @param provider the vendor whose URL it came to
     * @return at least one; what isn't known or can't be read is {@link SmsEvent.Unrecognised}
     * @throws WebhookRejectedException if it isn't proved to be the vendor's, or came before; {@code httpStatus()} is the answer
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public List<SmsEvent> read(String provider, WebhookRequest request) {
        WebhookParser parser = parser(provider);
        if (!parser.methods().contains(request.method())) {
            throw new WebhookRejectedException(provider, WebhookRejectedException.Reason.METHOD);
        }
        Instant now = clock.instant();
        parser.verifier().verify(request, now);
        try {
            List<SmsEvent> events =
                    parser.parse(request, now).stream().map(this::withKeywords).toList();
            return events.isEmpty() ? unread(provider, request) : events;
        } catch (RuntimeException e) {
            // A parser never throws; if one does, the vendor would send the same for days.
            return unread(provider, request);
        } catch (Error e) {
            ended(provider, request, false); // or its repetition would wait for an end that never comes
            throw e;
        }
    }

    /** Lets the client and then somebody else hear of what was read, in the calling thread. */
    private void take(String provider, WebhookRequest request, List<SmsEvent> events, Consumer<SmsEvent> each) {
        boolean taken = false;
        try {
            events.forEach(client.andThen(each));
            taken = true;
        } finally {
            ended(provider, request, taken);
        }
    }

    /**
     * Lets the client hear of an event that was {@link #read}: its tracker, its suppression list and its listeners.
     *
     * @throws RuntimeException if a store failed; the other events of the request can be handed on all the same
     */
    public void hear(SmsEvent event) {
        client.accept(event);
    }

    /**
     * Says how it ended with a request that was {@link #read}.
     *
     * @param taken whether its repetitions are rejected from now on; if not, it is taken when it comes again
     */
    public void ended(String provider, WebhookRequest request, boolean taken) {
        WebhookVerifier check = parser(provider).verifier();
        if (taken) {
            check.handled(request);
        } else {
            check.release(request);
        }
    }

    /**
     * The URL to register at the vendor: with a token where the vendor signs nothing, which makes it a secret.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public URI callbackUrl(String provider, URI plain) {
        return parser(provider).verifier().callbackUrl(plain);
    }

    /**
     * The HTTP methods by which a vendor sends its webhooks, for the {@code Allow} of a 405.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public Set<String> methods(String provider) {
        return parser(provider).methods();
    }

    /**
     * What to answer a request with that was taken, now or before: no body at most vendors, whatever 2xx it is.
     *
     * @throws InvalidRequestException if the provider isn't one of this client's
     */
    public WebhookResponse response(String provider, WebhookRequest request) {
        WebhookParser parser = parser(provider);
        try {
            return parser.response(request);
        } catch (RuntimeException e) {
            return WebhookResponse.NONE; // it is taken, whatever the vendor would like to read
        }
    }

    private SmsEvent withKeywords(SmsEvent event) {
        return event instanceof MessageReceived received ? received.with(keywords) : event;
    }

    /**
     * Registers a URL at the vendor for its reports and inbound messages, where the vendor's API can do that. Several calls,
     * each of at most 30 seconds; what is registered already is kept.
     *
     * @param publicUrl where this receiver is reached, without a token
     * @return what was done
     * @throws InvalidRequestException if the provider isn't one of this client's, the URL can't be used, or no secret is set
     *     by which the webhooks could be verified; the vendor wasn't asked
     * @throws io.heliograph.error.UnsupportedException if the vendor's API can't: register {@link #callbackUrl} in its console
     * @throws SmsException if the vendor refused or didn't answer; some of it may be registered, and to ask again is safe
     */
    public WebhookRegistration register(String provider, URI publicUrl) {
        return provider(provider)
                .webhookRegistrar()
                .orElseThrow(() ->
                        unsupported(provider + "'s API registers no webhooks; enter the callback URL in its console"))
                .register(publicUrl);
    }

    private static List<SmsEvent> unread(String provider, WebhookRequest request) {
        return List.of(new SmsEvent.Unrecognised(provider, request.text()));
    }

    private WebhookParser parser(String name) {
        return provider(name).webhooks().orElseThrow(() -> unsupported(name + " has no webhooks that can be read"));
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
