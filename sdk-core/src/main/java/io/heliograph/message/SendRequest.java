package io.heliograph.message;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to send one message to one recipient.
 *
 * <p>Immutable, thread-safe, and validated when it's built: {@link Builder#build()} lists every violation at once.
 * {@code toString} hides the text and masks the numbers.
 *
 * <pre>{@code
 * SendRequest request = SendRequest.to("+66812345678").from("ACME").text("Your code is 482910").build();
 * }</pre>
 */
public final class SendRequest {
    /** The longest text in UTF-16 units that any SMS can carry: 255 segments of 153. */
    public static final int MAX_TEXT = SendRequestValidation.MAX_TEXT;

    /**
     * The longest tag in UTF-16 units. No vendor documents a limit, but a message whose tag was cut can't be found by
     * it.
     */
    public static final int MAX_TAG = SendRequestValidation.MAX_TAG;

    private final PhoneNumber to;
    private final @Nullable Sender from;
    private final String text;
    private final IdempotencyKey key;
    private final @Nullable String tag;
    private final @Nullable Duration validity;
    private final @Nullable URI callbackUrl;
    private final @Nullable Duration deadline;
    private final @Nullable Instant sendAt;
    private final List<URI> media;
    private final @Nullable String route;
    private final boolean allowDuplicates;
    private final Map<VendorOption<?>, Object> options;

    private SendRequest(
            PhoneNumber to,
            @Nullable Sender from,
            String text,
            IdempotencyKey key,
            @Nullable URI callbackUrl,
            List<URI> media,
            Builder builder) {
        this.to = to;
        this.from = from;
        this.text = text;
        this.key = key;
        this.callbackUrl = callbackUrl;
        tag = builder.tag;
        validity = builder.validity;
        deadline = builder.deadline;
        sendAt = builder.sendAt;
        this.media = media;
        route = builder.route;
        allowDuplicates = builder.allowDuplicates;
        options = builder.options.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.options));
    }

    private SendRequest(SendRequest content, PhoneNumber to, IdempotencyKey key) {
        this.to = to;
        this.key = key;
        from = content.from;
        text = content.text;
        tag = content.tag;
        validity = content.validity;
        callbackUrl = content.callbackUrl;
        deadline = content.deadline;
        sendAt = content.sendAt;
        media = content.media;
        route = content.route;
        allowDuplicates = content.allowDuplicates;
        options = content.options;
    }

    /** The same content to another recipient, as a separate logical send. */
    public SendRequest withRecipient(PhoneNumber recipient, IdempotencyKey newKey) {
        return new SendRequest(this, recipient, newKey);
    }

    /** A builder with all values of this request, including its key. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Begins a request to a number in E.164, which {@link Builder#build()} validates. */
    public static Builder to(String e164) {
        return new Builder(e164);
    }

    /** Begins a request to a number. */
    public static Builder to(PhoneNumber to) {
        return new Builder(to.e164());
    }

    public PhoneNumber to() {
        return to;
    }

    /**
     * The sender ID; empty to use the provider's own setting. A provider that sends from a phone's SIM card ignores it.
     */
    public Optional<Sender> from() {
        return Optional.ofNullable(from);
    }

    /** The text; empty only where there is {@link #media()}. */
    public String text() {
        return text;
    }

    /** Public URLs of media such as pictures, which make it an MMS; usually none. */
    public List<URI> media() {
        return media;
    }

    /** When the provider sends it; empty for immediately. */
    public Optional<Instant> sendAt() {
        return Optional.ofNullable(sendAt);
    }

    /** The idempotency key of this logical send; generated if the caller gave none. */
    public IdempotencyKey key() {
        return key;
    }

    /** A label for routes, and for the vendor if it has labels; other providers ignore it. */
    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /** The validity period, in whole seconds: how long the provider tries to deliver. */
    public Optional<Duration> validity() {
        return Optional.ofNullable(validity);
    }

    /** The URL to which the vendor sends delivery reports for this message, if it can; other providers ignore it. */
    public Optional<URI> callbackUrl() {
        return Optional.ofNullable(callbackUrl);
    }

    /** The route of this send, in the language of {@code heliograph.route}; empty to take the client's. */
    public Optional<String> route() {
        return Optional.ofNullable(route);
    }

    /** Whether failover is allowed after an unknown outcome, so that the person may get the message twice. */
    public boolean allowsDuplicates() {
        return allowDuplicates;
    }

    /** The value of a provider's option; empty if the request doesn't have it. */
    public <T> Optional<T> option(VendorOption<T> option) {
        Object value = options.get(option);
        return value == null ? Optional.empty() : Optional.of(option.cast(value));
    }

    /** The options of providers that this request has, in the order in which they were given. */
    public Set<VendorOption<?>> options() {
        return options.keySet();
    }

    /** Values to redact in a vendor's error text: the number, texts, and URLs, which may hold a token. */
    public List<String> sensitiveValues() {
        if (media.isEmpty() && callbackUrl == null && options.isEmpty() && !text.isEmpty()) { // nearly all requests
            return List.of(text, to.digits());
        }
        List<String> values = new ArrayList<>();
        if (!text.isEmpty()) {
            values.add(text); // an empty text is part of every word, so it would redact them all
        }
        values.add(to.digits());
        media.forEach(url -> values.add(url.toString()));
        if (callbackUrl != null) {
            values.add(callbackUrl.toString());
        }
        options.forEach((option, value) -> {
            if (option.isText()) {
                values.add(value.toString());
            }
        });
        return List.copyOf(values);
    }

    /** The total time that the send may take; empty to use the client's default. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public String toString() {
        return "SendRequest[to=" + to + ", from=" + (from == null ? "-" : from) + ", text=" + text.length()
                + " characters, key=" + key
                + (options.isEmpty() ? "" : ", options=" + options.keySet()) + "]";
    }

    /** Builds a request; not thread-safe. */
    public static final class Builder {
        private final @Nullable String to;
        private @Nullable String from;
        private @Nullable String text;
        private @Nullable String key;
        private boolean keyIsGenerated;
        private @Nullable String tag;
        private @Nullable Duration validity;
        private @Nullable String callbackUrl;
        private @Nullable Duration deadline;
        private @Nullable Instant sendAt;
        private List<String> media = List.of();
        private @Nullable String route;
        private boolean allowDuplicates;
        private Map<VendorOption<?>, Object> options = Map.of();

        private Builder(@Nullable String to) {
            this.to = to;
        }

        private Builder(SendRequest sendRequest) {
            to = sendRequest.to.e164();
            from = sendRequest.from == null ? null : sendRequest.from.value();
            text = sendRequest.text;
            key = sendRequest.key.value();
            keyIsGenerated = sendRequest.key.isGenerated();
            tag = sendRequest.tag;
            validity = sendRequest.validity;
            callbackUrl = sendRequest.callbackUrl == null ? null : sendRequest.callbackUrl.toString();
            deadline = sendRequest.deadline;
            sendAt = sendRequest.sendAt;
            sendRequest.media.forEach(url -> media(url.toString()));
            route = sendRequest.route;
            allowDuplicates = sendRequest.allowDuplicates;
            options = sendRequest.options.isEmpty() ? Map.of() : new LinkedHashMap<>(sendRequest.options);
        }

        /** A phone number with its plus, a name of at most 11 characters, or a short code. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        public Builder from(Sender from) {
            this.from = from.value();
            return this;
        }

        /**
         * 1 to {@value SendRequest#MAX_TEXT} UTF-16 units; most providers accept less. One of them can be seen, none is
         * half a surrogate pair, and of the control characters only line feed, carriage return, form feed and tab may be
         * in it.
         */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /**
         * 2 to 36 letters, digits, dashes and underscores; two sends with the same key make at most one SMS. {@link
         * IdempotencyKey#derive} makes one of longer or several parts.
         */
        public Builder idempotencyKey(String key) {
            this.key = key;
            keyIsGenerated = false;
            return this;
        }

        public Builder idempotencyKey(IdempotencyKey key) {
            return idempotencyKey(key.value());
        }

        /**
         * A label of the caller's, 1 to {@value SendRequest#MAX_TAG} UTF-16 units without control characters. Routes see it,
         * and a vendor that has labels gets it; other providers send without it.
         */
        public Builder tag(String tag) {
            this.tag = tag;
            return this;
        }

        /** Whole seconds, at least one. */
        public Builder validity(Duration validity) {
            this.validity = validity;
            return this;
        }

        /** An absolute http or https URL; providers without a URL for each message send without it. */
        public Builder callbackUrl(String callbackUrl) {
            this.callbackUrl = callbackUrl;
            return this;
        }

        /** The provider sends it at this time; the vendor limits how far ahead it may be. */
        public Builder sendAt(Instant sendAt) {
            this.sendAt = sendAt;
            return this;
        }

        /** Adds an absolute http or https URL that the vendor can fetch; the message becomes an MMS. */
        public Builder media(String url) {
            if (media.isEmpty()) {
                media = new ArrayList<>(); // most requests have none
            }
            media.add(url);
            return this;
        }

        /** More than zero. */
        public Builder deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /** A route for this send only, for example {@code "thaibulk || wavix"}; the client parses it on sending. */
        public Builder route(String route) {
            this.route = route;
            return this;
        }

        /**
         * Allows failover after an unknown outcome, so that the person may get the message twice, and you may pay
         * twice. For messages that must arrive, such as alarms.
         */
        public Builder allowDuplicates() {
            allowDuplicates = true;
            return this;
        }

        /**
         * Sets an option of one provider, such as {@code AndroidGatewayOptions.PRIORITY}, for this send; it overrides the
         * provider's setting of the same name. Other providers ignore it, and {@code SmsClient.plan} names those.
         */
        public <T> Builder option(VendorOption<T> option, T value) {
            if (options.isEmpty()) {
                options = new LinkedHashMap<>(); // most requests have none
            }
            options.put(option, value);
            return this;
        }

        /**
         * Validates every field.
         *
         * @throws InvalidRequestException listing every violation; nothing was sent
         */
        public SendRequest build() {
            Violations violations = new Violations();
            Optional<PhoneNumber> checkedTo = violations.require("to", to, value -> PhoneNumber.of("to", value));
            Optional<Sender> checkedFrom = violations.check(from, Sender::of);
            Optional<String> checkedText = media.isEmpty()
                    ? violations.require("text", text, SendRequestValidation::text)
                    : violations.check(text == null ? "" : text, SendRequestValidation::text);
            Optional<IdempotencyKey> checkedKey = violations
                    .check(key, IdempotencyKey::of)
                    .map(idempotencyKey -> keyIsGenerated ? idempotencyKey.asGenerated() : idempotencyKey);
            violations.check(tag, SendRequestValidation::tag);
            SendRequestValidation.validity(validity, violations);
            Optional<URI> checkedUrl =
                    violations.check(callbackUrl, url -> SendRequestValidation.httpUrl("callbackUrl", url));
            List<URI> checkedMedia = media.isEmpty() ? List.of() : checkedMedia(violations);
            SendRequestValidation.deadline(deadline, violations);
            options.forEach((option, value) -> option.check(value, violations));
            violations.throwIfAny();
            return new SendRequest(
                    checkedTo.orElseThrow(),
                    checkedFrom.orElse(null),
                    checkedText.orElseThrow(),
                    checkedKey.orElseGet(IdempotencyKey::generated),
                    checkedUrl.orElse(null),
                    checkedMedia,
                    this);
        }

        private List<URI> checkedMedia(Violations violations) {
            List<URI> checked = new ArrayList<>();
            media.forEach(url -> violations
                    .check(url, value -> SendRequestValidation.httpUrl("media", value))
                    .ifPresent(checked::add));
            return List.copyOf(checked);
        }
    }
}
