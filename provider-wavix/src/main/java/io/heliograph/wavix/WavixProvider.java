package io.heliograph.wavix;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Wavix's {@code /v3/messages}. */
final class WavixProvider implements SmsProvider {
    static final String NAME = "wavix";

    /** Error page 41 says 1,630; longer texts are surely refused (docs.wavix.com, 2025-12). */
    private static final int LONGEST_TEXT = 1_630;

    private static final String SENDER = "[A-Za-z0-9 +_&-]{3,11}";

    private final Http http;
    private final @Nullable Sender defaultSender;
    private final Target messages;
    private final JsonBinding<WavixWire.MessageReply> messageReply = JsonBinding.of(WavixWire.MessageReply.class);
    private final JsonBinding<WavixWire.ErrorReply> errorReply = JsonBinding.of(WavixWire.ErrorReply.class);

    WavixProvider(Http http, @Nullable Sender defaultSender) {
        this.http = http;
        this.defaultSender = defaultSender;
        messages = http.target("v3", "messages");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.SENDER, Capability.STATUS, Capability.TAG, Capability.VALIDITY, Capability.CALLBACK_URL);
    }

    @Override
    public Dedupe dedupe() {
        return Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        Sender sender = request.from().orElse(defaultSender);
        if (sender == null) {
            faults.add("from", "is missing; set it in the request or as heliograph.providers.wavix.from");
        } else {
            checkSender(sender, faults);
        }
        if (request.text().length() > LONGEST_TEXT) {
            faults.add("text", "has " + request.text().length() + " characters; Wavix takes at most " + LONGEST_TEXT);
        }
        if (request.validity()
                .filter(validity -> validity.toSeconds() > Integer.MAX_VALUE)
                .isPresent()) {
            faults.add("validity", "must be at most " + Integer.MAX_VALUE + " seconds");
        }
        return faults.list();
    }

    /** The forms that Wavix registers (docs.wavix.com, 2025-12); 10-digit numbers, toll-free numbers and short codes pass. */
    static void checkSender(Sender sender, Faults faults) {
        if (sender.kind() == Sender.Kind.ALPHANUMERIC && !sender.value().matches(SENDER)) {
            faults.add(
                    "from",
                    "is a name that Wavix doesn't take; it must be 3 to 11 letters, digits, blanks, - + _ and &");
        }
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        HttpReply reply = http.submit(messages, json -> WavixWire.writeSend(json, request, sender), scope);
        List<String> personal = List.of(request.text(), request.to().digits());
        if (!reply.is2xx()) {
            return WavixErrors.TABLE.answer(reply, null, errorText(reply), personal);
        }
        return new Answer.Accepted(message(reply, MessageId.unknown(NAME), personal));
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(messages.child(id.value()), deadline);
        if (reply.status() == 404) {
            throw new MessageNotFoundException(id);
        }
        if (!reply.is2xx()) {
            throw WavixErrors.TABLE.exception(reply, null, errorText(reply));
        }
        return message(reply, id, List.of());
    }

    @Override
    public void close() {
        http.close();
    }

    private @Nullable String errorText(HttpReply reply) {
        WavixWire.ErrorReply error = errorReply.read(reply.body());
        return error == null ? null : error.message;
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that Wavix has it. */
    private Message message(HttpReply reply, MessageId asked, List<String> personal) {
        WavixWire.MessageReply said = messageReply.read(reply.body());
        if (said != null && said.message != null) {
            said = said.message; // one page of the vendor's shows the message wrapped
        }
        if (said == null) {
            return Message.builder(asked, asked.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        Message.Builder message = WavixWire.read(said, asked).rawJson(reply.body());
        if (WavixWire.status(said.status).isFailure()) {
            message.failure(WavixErrors.TABLE.failure(reply, null, said.errorMessage, personal));
        }
        return message.build();
    }
}
