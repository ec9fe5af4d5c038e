package io.heliograph.wavix;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.Encoding;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Wavix's {@code /v3/messages} and {@code /v1/profile/config}. */
final class WavixProvider implements SmsProvider {
    static final String NAME = "wavix";

    /** Ten parts: error page 41 takes 670 characters of UCS-2, which is ten times 67 (docs.wavix.com, 2025-12). */
    /** Error page 41 says 1,630, though ten parts hold 1,530 only; what lies between is left to Wavix (2025-12). */
    private static final int LONGEST_GSM7 = 1_630;

    private static final SegmentProfile PROFILE = SegmentProfile.builder()
            .maxUnits(Encoding.GSM_7, LONGEST_GSM7)
            .maxUnits(Encoding.UCS_2, 670)
            .build();

    private static final int MOST_MEDIA = 5;

    private static final String SENDER = "[A-Za-z0-9 +_&-]{3,11}";

    private static final LookupTimes LOOKUP_TIMES =
            new LookupTimes(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(15));

    private final Http http;
    private final WavixCalls calls;
    private final WavixMessages reader;
    private final WavixOptions options;
    private final WavixWebhooks webhooks;
    private final WebhookRegistrar registrar;
    private final Target messages;
    private final Target submissions;
    private final Target config;
    private final JsonBinding<WavixWire.ConfigReply> configReply = JsonBinding.of(WavixWire.ConfigReply.class);

    WavixProvider(
            Http http,
            WavixCalls calls,
            WavixMessages reader,
            WavixOptions options,
            WavixWebhooks webhooks,
            WebhookRegistrar registrar) {
        this.http = http;
        this.calls = calls;
        this.reader = reader;
        this.options = options;
        this.webhooks = webhooks;
        this.registrar = registrar;
        messages = http.target("v3", "messages");
        submissions = options.idempotency() == Idempotency.ENDPOINT ? messages.child("idempotent") : messages;
        config = http.target("v1", "profile", "config");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(
                Capability.SENDER,
                Capability.STATUS,
                Capability.TAG,
                Capability.VALIDITY,
                Capability.CALLBACK_URL,
                Capability.MEDIA,
                Capability.BALANCE);
        if (options.lookupByTag()) {
            all.add(Capability.LOOKUP);
        }
        return all;
    }

    /** A key that Wavix has seen gives an error and not the message, so no setting makes it {@code CLIENT_KEY}. */
    @Override
    public Dedupe dedupe() {
        return options.lookupByTag() ? Dedupe.LOOKUP : Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        Sender sender = request.from().orElse(options.from());
        if (sender == null) {
            faults.add("from", "is missing; set it in the request or as heliograph.providers.wavix.from");
        } else {
            checkSender(sender, faults);
        }
        if (!request.media().isEmpty()) {
            checkMms(request, sender, faults);
        } else {
            checkText(request.text(), faults);
        }
        if (request.validity()
                .filter(validity -> validity.toSeconds() > Integer.MAX_VALUE)
                .isPresent()) {
            faults.add("validity", "must be at most " + Integer.MAX_VALUE + " seconds");
        }
        return faults.list();
    }

    private void checkText(String text, Faults faults) {
        Segments segments = Segments.of(text, PROFILE);
        boolean mayBecomeGsm7 = options.smartEncoding() && text.length() <= LONGEST_GSM7;
        if (segments.encoding() == Encoding.GSM_7 || !mayBecomeGsm7) {
            segments.tooLongFor("Wavix").ifPresent(problem -> faults.add("text", problem));
        }
    }

    @Override
    public SegmentProfile segmentProfile() {
        return PROFILE;
    }

    /**
     * Billed by the part, and an MMS as one (docs.wavix.com, 2025-12); the answer has {@code segments} then. Its own smart
     * encoding may make it less.
     */
    @Override
    public Credits estimate(SendRequest request) {
        if (!request.media().isEmpty()) {
            return Credits.parts(1);
        }
        int parts = Segments.of(request.text(), PROFILE).parts();
        return options.smartEncoding() ? Credits.atMostParts(parts) : Credits.parts(parts);
    }

    /** Error pages 12 and 21 (docs.wavix.com, 2025-12): five files, from a number to the US and Canada. */
    private static void checkMms(SendRequest request, @Nullable Sender sender, Faults faults) {
        int files = request.media().size();
        if (files > MOST_MEDIA) {
            faults.add("media", "has " + files + " files; Wavix takes at most " + MOST_MEDIA);
        }
        if (!request.to().e164().startsWith("+1")) {
            faults.add("to", "isn't a number of the US or Canada; Wavix sends MMS nowhere else");
        }
        if (sender != null && sender.kind() == Sender.Kind.ALPHANUMERIC) {
            faults.add("from", "is a name; Wavix sends MMS from numbers only");
        }
    }

    /**
     * The forms that Wavix registers (docs.wavix.com, 2025-12); 10-digit numbers, toll-free numbers and short codes
     * pass.
     */
    static void checkSender(Sender sender, Faults faults) {
        if (sender.kind() == Sender.Kind.ALPHANUMERIC && !sender.value().matches(SENDER)) {
            faults.add(
                    "from",
                    "is a name that Wavix doesn't take; it must be 3 to 11 letters, digits, blanks, - + _ and &");
        }
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        HttpReply reply =
                keyed(request).submit(submissions, json -> WavixWire.writeSend(json, request, options), scope);
        List<String> personal = personal(request);
        if (!reply.is2xx()) {
            return WavixErrors.TABLE.answer(reply, null, calls.errorText(reply), personal);
        }
        Message message = reader.message(reply, MessageId.unknown(NAME), personal);
        Refusal why = message.failure().orElse(null);
        return why != null && why.type() == ErrorType.DUPLICATE // about an earlier try, which may be the SMS
                ? new Answer.Unclear(why.reason())
                : Acceptance.of(reply, message);
    }

    /** What the vendor may repeat in its prose; a URL may hold a token. An empty text would hide every word. */
    private static List<String> personal(SendRequest request) {
        Stream<String> urls = Stream.concat(request.callbackUrl().stream(), request.media().stream())
                .map(URI::toString);
        return Stream.concat(Stream.of(request.text(), request.to().digits()), urls)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Http keyed(SendRequest request) {
        String key = request.key().value();
        return switch (options.idempotency()) {
            case OFF -> http;
            case HEADER -> http.withHeader("X-Cio-Idempotency-Key", key);
            case ENDPOINT -> http.withHeader("Idempotency-Key", key);
        };
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(messages.child(id.value()), deadline);
        if (reply.status() == 404) {
            throw new MessageNotFoundException(id);
        }
        if (!reply.is2xx()) {
            throw calls.failure(reply);
        }
        return reader.message(reply, id, List.of());
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        WavixWire.ConfigReply said = calls.read(http.get(config, deadline), configReply);
        if (said.balance == null) {
            throw WavixCalls.unreadable();
        }
        return List.of(new Balance(said.balance, "USD"));
    }

    /** No document says how soon a message is on the list; a quarter of an hour is our caution. */
    @Override
    public LookupTimes lookupTimes() {
        return LOOKUP_TIMES;
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        return reader.found(request, http.get(reader.lookup(request), deadline));
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.of(registrar);
    }

    @Override
    public void close() {
        http.close();
    }
}
