package io.heliograph.androidgateway;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A binary message to an application port, for 1 to 100 numbers, sent by one request. Texts are sent by {@code SmsClient},
 * with {@link AndroidGatewayOptions}.
 *
 * <p>Immutable and thread-safe; the builder validates it. {@code toString} hides content and numbers. Needs app 1.40 and
 * server 1.24. Source of facts: the server's code at v1.47.1 of 2026-08-22. A phone in local mode checks less, and checks the
 * numbers only when it sends.
 *
 * <pre>{@code
 * GatewayMessage message = GatewayMessage.data(bytes, 53739).to("+66812345678").simNumber(2).build();
 * SendOutcome outcome = gateway.send(message);
 * }</pre>
 */
public final class GatewayMessage {
    /** The maximum number of recipients of a message. */
    public static final int MAX_RECIPIENTS = 100;

    /** The maximum length of data in Base64, in characters. */
    public static final int MAX_CONTENT = AndroidGatewayValidation.MAX_CONTENT;

    private final List<PhoneNumber> recipients;
    private final IdempotencyKey key;
    private final @Nullable String text;
    private final @Nullable String data;
    private final int port;
    private final @Nullable String deviceId;
    private final @Nullable Integer simNumber;
    private final @Nullable Duration ttl;
    private final @Nullable Instant validUntil;
    private final @Nullable Instant scheduleAt;
    private final @Nullable Boolean withDeliveryReport;
    private final @Nullable Integer priority;
    private final @Nullable Boolean skipPhoneValidation;
    private final @Nullable Integer deviceActiveWithin;
    private final @Nullable Duration deadline;

    private GatewayMessage(Builder builder, @Nullable String text, List<PhoneNumber> recipients, IdempotencyKey key) {
        this.recipients = List.copyOf(recipients);
        this.key = key;
        this.text = text;
        data = builder.data;
        port = builder.port;
        deviceId = builder.deviceId;
        simNumber = builder.simNumber;
        ttl = builder.ttl;
        validUntil = builder.validUntil;
        scheduleAt = builder.scheduleAt;
        withDeliveryReport = builder.withDeliveryReport;
        priority = builder.priority;
        skipPhoneValidation = builder.skipPhoneValidation;
        deviceActiveWithin = builder.deviceActiveWithin;
        deadline = builder.deadline;
    }

    /** Converts a provider-independent request, which is validated already, with its options. */
    static GatewayMessage of(SendRequest request, List<PhoneNumber> recipients) {
        Builder builder = new Builder(null, 0, Clock.systemUTC());
        builder.ttl = request.validity().orElse(null);
        builder.scheduleAt = request.sendAt().orElse(null);
        builder.deviceId = request.option(AndroidGatewayOptions.DEVICE_ID).orElse(null);
        builder.simNumber = request.option(AndroidGatewayOptions.SIM_NUMBER).orElse(null);
        builder.withDeliveryReport =
                request.option(AndroidGatewayOptions.WITH_DELIVERY_REPORT).orElse(null);
        builder.priority = request.option(AndroidGatewayOptions.PRIORITY).orElse(null);
        builder.skipPhoneValidation =
                request.option(AndroidGatewayOptions.SKIP_PHONE_VALIDATION).orElse(null);
        builder.deviceActiveWithin =
                request.option(AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN).orElse(null);
        return new GatewayMessage(builder, request.text(), recipients, request.key());
    }

    /**
     * Builds a message.
     *
     * @param data 1 to 49,149 bytes
     * @param port 1 to 65535
     */
    public static Builder data(byte[] data, int port) {
        return new Builder(Base64.getEncoder().encodeToString(data), port, Clock.systemUTC());
    }

    public List<PhoneNumber> recipients() {
        return recipients;
    }

    /** The idempotency key of this send, which is also the message's ID. */
    public IdempotencyKey key() {
        return key;
    }

    /** The text of a provider-independent request; empty for a binary message. */
    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The data in Base64. */
    public Optional<String> data() {
        return Optional.ofNullable(data);
    }

    /** The destination port. */
    public int port() {
        return port;
    }

    public Optional<String> deviceId() {
        return Optional.ofNullable(deviceId);
    }

    public OptionalInt simNumber() {
        return simNumber == null ? OptionalInt.empty() : OptionalInt.of(simNumber);
    }

    public Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    public Optional<Instant> scheduleAt() {
        return Optional.ofNullable(scheduleAt);
    }

    /** Whether the phone requests a delivery report; empty for the gateway's default, which is true. */
    public Optional<Boolean> withDeliveryReport() {
        return Optional.ofNullable(withDeliveryReport);
    }

    public OptionalInt priority() {
        return priority == null ? OptionalInt.empty() : OptionalInt.of(priority);
    }

    /** Whether the server skips its phone number validation; empty for the provider's setting. */
    public Optional<Boolean> skipPhoneValidation() {
        return Optional.ofNullable(skipPhoneValidation);
    }

    /** The maximum hours since the server saw the phone. */
    public OptionalInt deviceActiveWithin() {
        return deviceActiveWithin == null ? OptionalInt.empty() : OptionalInt.of(deviceActiveWithin);
    }

    /** The time limit of the whole send; empty for 30 seconds. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** The text, or the data in Base64. */
    String content() {
        return text().or(this::data).orElseThrow();
    }

    /** The values to redact in the vendor's texts. */
    List<String> sensitiveValues() {
        return Stream.concat(Stream.of(content()), recipients.stream().map(PhoneNumber::digits))
                .toList();
    }

    /**
     * Writes the body of the request.
     *
     * @param defaults the options that hold where the message has none
     * @param sealed the content and numbers, encrypted if a passphrase is set
     */
    void writeTo(JsonWriter json, AndroidGatewayConfig defaults, EncryptedContent sealed) throws IOException {
        json.setSerializeNulls(false); // omits unset options: the server rejects zeros and empty values
        json.beginObject();
        json.name("id").value(key.value()); // the phone detects a repeated send by this ID
        json.name("deviceId").value(deviceId().orElse(defaults.deviceId()));
        if (text != null) {
            json.name("textMessage").beginObject().name("text").value(sealed.content());
        } else {
            json.name("dataMessage").beginObject().name("data").value(sealed.content());
            json.name("port").value(port);
        }
        json.endObject();
        json.name("phoneNumbers").beginArray();
        for (String number : sealed.numbers()) {
            json.value(number);
        }
        json.endArray();
        json.name("isEncrypted").value(sealed.encrypted() ? Boolean.TRUE : null);
        json.name("simNumber").value(simNumber != null ? simNumber : defaults.simNumber());
        json.name("ttl").value(ttl == null ? null : ttl.toSeconds());
        json.name("validUntil").value(AndroidGatewayWire.timeOrNull(validUntil));
        json.name("scheduleAt").value(AndroidGatewayWire.timeOrNull(scheduleAt));
        json.name("withDeliveryReport").value(withDeliveryReport().orElse(defaults.withDeliveryReport()));
        json.name("priority").value(priority != null ? priority : defaults.priority());
        json.endObject();
    }

    @Override
    public String toString() {
        return "GatewayMessage[key=" + key + ", " + recipients.size() + " recipients, "
                + (text != null ? text.length() + " characters" : "data to port " + port) + "]";
    }

    /** Builds a {@link GatewayMessage}; not thread-safe. */
    public static final class Builder {
        private static final int MAX_PORT = 65_535;

        private final Clock clock;
        private final @Nullable String data;
        private final int port;
        private final Set<String> recipients = new LinkedHashSet<>();
        private @Nullable String key;
        private @Nullable String deviceId;
        private @Nullable Integer simNumber;
        private @Nullable Duration ttl;
        private @Nullable Instant validUntil;
        private @Nullable Instant scheduleAt;
        private @Nullable Boolean withDeliveryReport;
        private @Nullable Integer priority;
        private @Nullable Boolean skipPhoneValidation;
        private @Nullable Integer deviceActiveWithin;
        private @Nullable Duration deadline;

        Builder(@Nullable String data, int port, Clock clock) {
            this.data = data;
            this.port = port;
            this.clock = clock;
        }

        /** Adds a number in E.164; a duplicate changes nothing, because the server rejects duplicates. */
        public Builder to(String e164) {
            recipients.add(e164);
            return this;
        }

        /** The idempotency key: 2 to 36 letters, digits, dashes and underscores. A phone never sends a key twice. */
        public Builder key(String key) {
            this.key = key;
            return this;
        }

        /** The ID of the sending phone, at most 21 characters; overrides the provider's setting. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** The slot of the sending SIM card, 1 to 3; with an empty slot, the message fails later. */
        public Builder simNumber(int simNumber) {
            this.simNumber = simNumber;
            return this;
        }

        /** The validity of the message, at least 5 seconds; a phone without network keeps it queued beyond that. */
        public Builder ttl(Duration ttl) {
            this.ttl = ttl;
            return this;
        }

        /** The end of the message's validity, in the future; an alternative to {@link #ttl}. */
        public Builder validUntil(Instant validUntil) {
            this.validUntil = validUntil;
            return this;
        }

        /** The send time, in the future and within the validity. Needs app 1.61 and server 1.40. */
        public Builder scheduleAt(Instant scheduleAt) {
            this.scheduleAt = scheduleAt;
            return this;
        }

        public Builder withDeliveryReport(boolean withDeliveryReport) {
            this.withDeliveryReport = withDeliveryReport;
            return this;
        }

        /** The priority, -128 to 127; from 100 on it mostly bypasses the phone's own limits. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /** Skips the server's phone number validation, which rejects landlines, M2M numbers and new prefixes. */
        public Builder skipPhoneValidation(boolean skip) {
            skipPhoneValidation = skip;
            return this;
        }

        /** Uses only phones that the server saw within this many hours, at least 1; without one, the send is Rejected. */
        public Builder deviceActiveWithin(int hours) {
            deviceActiveWithin = hours;
            return this;
        }

        /** The time limit of the whole send, more than zero. */
        public Builder deadline(Duration deadline) {
            this.deadline = deadline;
            return this;
        }

        /**
         * Builds the message.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every invalid field
         */
        public GatewayMessage build() {
            Violations violations = new Violations();
            Set<PhoneNumber> numbers = new LinkedHashSet<>();
            recipients.forEach(
                    number -> violations.check(number, PhoneNumber::of).ifPresent(numbers::add));
            if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
                violations.add("to", "has " + recipients.size() + " numbers; it must be 1 to " + MAX_RECIPIENTS);
            }
            checkContent(violations);
            IdempotencyKey checkedKey =
                    violations.check(key, IdempotencyKey::of).orElseGet(IdempotencyKey::random);
            AndroidGatewayValidation.length("deviceId", deviceId, AndroidGatewayValidation.MAX_DEVICE_ID, violations);
            AndroidGatewayValidation.range("simNumber", simNumber, 1, AndroidGatewayValidation.MAX_SIMS, violations);
            AndroidGatewayValidation.range("priority", priority, Byte.MIN_VALUE, Byte.MAX_VALUE, violations);
            AndroidGatewayValidation.range("deviceActiveWithin", deviceActiveWithin, 1, Integer.MAX_VALUE, violations);
            checkTimes(violations);
            violations.throwIfAny();
            return new GatewayMessage(this, null, List.copyOf(numbers), checkedKey);
        }

        private void checkContent(Violations violations) {
            int length = data == null ? 0 : data.length();
            if (length < 1 || length > MAX_CONTENT) {
                violations.add("data", "has " + length + " characters; it must be 1 to " + MAX_CONTENT);
            }
            AndroidGatewayValidation.range("port", port, 1, MAX_PORT, violations);
        }

        private void checkTimes(Violations violations) {
            Instant now = clock.instant();
            if (ttl != null && validUntil != null) {
                violations.add("validUntil", "excludes ttl");
            }
            AndroidGatewayValidation.ttl("ttl", ttl, violations);
            if (validUntil != null && !AndroidGatewayWire.asSent(validUntil).isAfter(now)) {
                violations.add("validUntil", "isn't later than now");
            }
            Instant end = validUntil != null ? validUntil : AndroidGatewayValidation.end(now, ttl);
            AndroidGatewayValidation.schedule("scheduleAt", scheduleAt, now, end, violations);
            if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
                violations.add("deadline", "must be more than 0");
            }
        }
    }
}
