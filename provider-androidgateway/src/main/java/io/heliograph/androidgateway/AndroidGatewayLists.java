package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayReader.Asked;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.MessageId;
import io.heliograph.spi.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gateway's lists with pages: messages, and what a phone received. Thread-safe. */
final class AndroidGatewayLists {
    private static final String TOTAL = "X-Total-Count";

    private final AndroidGatewayCalls calls;
    private final AndroidGatewayReader reader;
    private final Target messages;
    private final Target inbox;
    private final JsonBinding<AndroidGatewayWire.MessageList> messageList =
            JsonBinding.of(AndroidGatewayWire.MessageList.class);
    private final JsonBinding<ReceivedMessage.Reply> inboxList = JsonBinding.of(ReceivedMessage.Reply.class);

    AndroidGatewayLists(AndroidGatewayCalls calls, AndroidGatewayReader reader) {
        this.calls = calls;
        this.reader = reader;
        messages = calls.target("messages");
        inbox = calls.target("inbox");
    }

    Stream<HeldMessage> messages(MessageFilter filter) {
        return pages(filter.pageSize(), (limit, offset) -> filter.applyTo(messages, limit, offset), this::heldMessages);
    }

    OptionalLong count(MessageFilter filter) {
        return total(calls.require2xx(calls.ask(filter.applyTo(messages, 1, "0"))));
    }

    Stream<ReceivedMessage> inbox(InboxFilter filter) {
        return pages(filter.pageSize(), (limit, offset) -> filter.applyTo(inbox, limit, offset), this::received);
    }

    private static <T> List<T> known(@Nullable List<@Nullable T> items) {
        if (items == null) {
            throw AndroidGatewayCalls.unreadable();
        }
        return items.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private Found<HeldMessage> heldMessages(HttpReply reply) {
        AndroidGatewayWire.MessageList list = messageList.read(AndroidGatewayCalls.asObject(reply));
        List<HeldMessage> held = new ArrayList<>();
        for (AndroidGatewayWire.MessageReply said : known(list == null ? null : list.items)) {
            Asked asked = Asked.about(MessageId.find(AndroidGatewayProvider.NAME, said.id));
            held.add(HeldMessage.of(said, reader.build(said, reply, asked).build()));
        }
        return new Found<>(held, list == null || list.items == null ? 0 : list.items.size());
    }

    private Found<ReceivedMessage> received(HttpReply reply) {
        ReceivedMessage.Reply list = inboxList.read(AndroidGatewayCalls.asObject(reply));
        List<ReceivedMessage> received = new ArrayList<>();
        known(list == null ? null : list.items).forEach(said -> received.add(ReceivedMessage.of(said)));
        return new Found<>(received, list == null || list.items == null ? 0 : list.items.size());
    }

    /** What is on a page, and how many places of the list it covers. */
    private record Found<T>(List<T> items, int places) {}

    /** The name of a page is its offset; the last is where the total is reached, or, without one, where it isn't full. */
    private <T> Stream<T> pages(
            int size, BiFunction<Integer, String, Target> page, Function<HttpReply, Found<T>> read) {
        return Page.stream("0", offset -> {
            HttpReply reply = calls.require2xx(calls.ask(page.apply(size, offset)));
            Found<T> found = read.apply(reply);
            long next = Long.parseLong(offset) + found.places();
            OptionalLong total = total(reply);
            boolean more =
                    found.places() > 0 && (total.isPresent() ? next < total.getAsLong() : found.places() >= size);
            return new Page<>(found.items(), more ? Long.toString(next) : null);
        });
    }

    static OptionalLong total(HttpReply reply) {
        String total = reply.header(TOTAL);
        return total != null && total.strip().matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(total.strip()))
                : OptionalLong.empty();
    }
}
