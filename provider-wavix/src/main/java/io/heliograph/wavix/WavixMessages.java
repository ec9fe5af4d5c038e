package io.heliograph.wavix;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads messages: one, a list of them, or an export. Thread-safe. */
final class WavixMessages {
    private static final MessageId NO_ID = MessageId.unknown(WavixProvider.NAME);

    private final WavixCalls calls;
    private final Target messages;
    private final JsonBinding<WavixWire.MessageReply> messageReply = JsonBinding.of(WavixWire.MessageReply.class);
    private final JsonBinding<WavixWire.MessageList> listReply = JsonBinding.of(WavixWire.MessageList.class);

    WavixMessages(WavixCalls calls) {
        this.calls = calls;
        messages = calls.target("v3", "messages");
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that Wavix has it. */
    Message message(HttpReply reply, MessageId asked, List<String> personal) {
        WavixWire.MessageReply said = unwrapped(messageReply.read(reply.body()));
        if (said == null) {
            return Message.builder(asked, asked.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return read(said, reply, asked, personal).rawJson(reply.body()).build();
    }

    private static WavixWire.@Nullable MessageReply unwrapped(WavixWire.@Nullable MessageReply said) {
        return said != null && said.message != null ? said.message : said; // one page of the vendor's shows it wrapped
    }

    private static Message.Builder read(
            WavixWire.MessageReply said, HttpReply reply, MessageId asked, List<String> personal) {
        Message.Builder message = WavixWire.read(said, asked);
        if (WavixWire.status(said.status).isFailure()) {
            message.failure(WavixErrors.TABLE.failure(reply, null, said.error(), personal));
        }
        return message;
    }

    Stream<Message> list(MessageFilter filter) {
        if (filter.hasTimeOfDay()) {
            throw new InvalidRequestException("filter", "has a time of day; a list goes by days, an export by seconds");
        }
        return calls.pages(filter.forList(messages), listReply, WavixMessages::items);
    }

    private static List<Message> items(WavixWire.MessageList page, HttpReply reply) {
        return WavixPage.items(page.items).stream()
                .map(said -> read(said, reply, NO_ID, List.of()).build())
                .toList();
    }

    ExportSummary export(MessageFilter filter, Duration time, Consumer<Message> each) {
        long[] read = new long[2]; // messages, other lines
        calls.lines(filter.forExport(messages.child("all")), time, line -> {
            if (!line.isBlank()) {
                Message message = line(line);
                read[message == null ? 1 : 0]++;
                if (message != null) {
                    each.accept(message);
                }
            }
        });
        return new ExportSummary(read[0], read[1]);
    }

    /** One line; null where it holds no message. */
    private @Nullable Message line(String line) {
        WavixWire.MessageReply said = unwrapped(messageReply.read(line));
        if (said == null || said.messageId == null) {
            return null;
        }
        Message.Builder message = WavixWire.read(said, NO_ID).rawJson(line);
        if (WavixWire.status(said.status).isFailure()) {
            message.failure(Refusal.builder(ErrorType.OTHER, "it failed at the provider")
                    .vendorText(said.error())
                    .build());
        }
        return message.build();
    }

    /**
     * The question for the message that a request became.
     *
     * @throws SmsException for one with a tag of the caller's: other messages may have it, and Wavix may have changed it
     */
    Target lookup(SendRequest request) {
        if (request.tag().isPresent()) {
            throw untold("the send has a tag of the caller's, by which it can't be told for certain");
        }
        Target sameTag = messages.query("type", "outbound").query("tag", tag(request));
        // Whatever else than the canonical spelling the vendor may keep in another one, and then not find
        return request.to().canonical().e164().equals(request.to().e164())
                ? sameTag.query("to", request.to().digits())
                : sameTag;
    }

    /**
     * Finds the message of a request among those with its tag.
     *
     * @throws SmsException if that can't be told: what isn't surely absent mustn't read as absent, nor another as this one
     */
    Optional<Message> found(SendRequest request, HttpReply reply) {
        WavixWire.MessageList page = calls.read(reply, listReply);
        String tag = tag(request);
        List<Message> maybe = items(page, reply).stream()
                .filter(message -> message.to().map(request.to()::equals).orElse(true))
                .filter(message -> Set.of("", tag).contains(message.tag().orElse("")))
                .toList();
        Optional<Message> ours = maybe.stream()
                .filter(message -> message.to().isPresent() && message.tag().equals(Optional.of(tag)))
                .min(Comparator.comparing(message -> message.status().isFailure())); // one that may arrive goes first
        boolean allRead = page.pages() <= 1 && !WavixPage.hasGaps(page.items);
        if (ours.isEmpty() && (!allRead || !maybe.isEmpty())) {
            throw untold("it isn't on the list's first page for certain, and the list may hold it all the same");
        }
        return ours;
    }

    private static SmsException untold(String reason) {
        return SmsException.of(Refusal.of(ErrorType.OTHER, reason), List.of());
    }

    /** The tag by which a send can be found: the caller's, or else its key. */
    static String tag(SendRequest request) {
        return request.tag().orElse(request.key().value());
    }
}
