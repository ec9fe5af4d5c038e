package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayWire.MessageReply;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the message of a key where "there is none" is a fact. A server caches a "not found" to {@code GET
 * /messages/{id}}, renews it at each such question and lets its operator set the time, up to 18 hours (v1.47.1,
 * {@code modules/messages/cache.go}, 2026-08-22); its list isn't cached, and to read it leaves that cache alone. A phone that is
 * asked directly caches nothing. Thread-safe.
 */
final class AndroidGatewaySearch {
    /** 5,000 messages: what may be asked for within a usual deadline. */
    static final int MAX_PAGES = 50;

    private final AndroidGatewayCalls calls;
    private final AndroidGatewayReader reader;
    private final boolean phone;
    private final Target messages;
    private final JsonBinding<AndroidGatewayWire.MessageList> messageList =
            JsonBinding.of(AndroidGatewayWire.MessageList.class);

    /**
     * A search.
     *
     * @param phone whether a phone is asked directly
     */
    AndroidGatewaySearch(AndroidGatewayCalls calls, AndroidGatewayReader reader, boolean phone) {
        this.calls = calls;
        this.reader = reader;
        this.phone = phone;
        messages = calls.target("messages");
    }

    /**
     * A message that the gateway has.
     *
     * @param said null where it can't be read
     * @param reply what it stands in
     */
    record Held(@Nullable MessageReply said, HttpReply reply) {}

    /**
     * The message with an id; empty where the gateway has none for certain.
     *
     * @throws SmsException if that can't be told
     * @throws io.heliograph.http.HttpException if no answer came
     */
    Optional<Held> find(String id, Deadline deadline) {
        return phone ? askedFor(id, deadline) : listed(id, deadline);
    }

    private Optional<Held> askedFor(String id, Deadline deadline) {
        HttpReply reply = calls.get(messages.child(id), deadline);
        if (calls.isMissing(reply)) {
            return Optional.empty();
        }
        return Optional.of(new Held(reader.said(calls.require2xx(reply)), reply));
    }

    /** Newest first, so that what comes meanwhile only shows a message twice. */
    private Optional<Held> listed(String id, Deadline deadline) {
        long read = 0;
        long total = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            HttpReply reply = calls.require2xx(calls.get(page(read), deadline));
            List<@Nullable MessageReply> items = items(reply);
            boolean gaps = false;
            for (MessageReply said : items) {
                if (said != null && id.equals(said.id)) {
                    return Optional.of(new Held(said, reply));
                }
                gaps = gaps || said == null || said.id == null;
            }
            long before = total;
            total = AndroidGatewayLists.total(reply).orElse(-1);
            read += items.size();
            if (gaps || total < before || (items.isEmpty() && read < total)) {
                throw untold("the gateway's list can't be read as a whole");
            }
            if (read >= total) {
                return Optional.empty();
            }
        }
        throw untold("it isn't among the gateway's newest " + read + " messages, and there are " + total);
    }

    private Target page(long offset) {
        return MessageFilter.builder()
                .includeContent(true)
                .build()
                .applyTo(messages, MessageFilter.LARGEST_PAGE, Long.toString(offset));
    }

    private List<@Nullable MessageReply> items(HttpReply reply) {
        AndroidGatewayWire.MessageList list = messageList.read(AndroidGatewayCalls.asObject(reply));
        if (list == null || list.items == null) {
            throw AndroidGatewayCalls.unreadable();
        }
        return list.items;
    }

    private static SmsException untold(String reason) {
        return SmsException.of(Refusal.of(ErrorType.OTHER, reason), List.of());
    }
}
