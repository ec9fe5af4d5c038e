package io.heliograph.wavix;

import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import java.util.List;
import java.util.Optional;

/**
 * The senders that are registered for the account. Thread-safe; errors are as {@link Wavix} says.
 *
 * <p>Needs the scope {@code messages:read}, and {@code messages:write} to change something. Facts are from the vendor's
 * OpenAPI document of 2026-06-30; senders for the US are registered through its 10DLC API instead.
 */
public final class SenderIds {
    private final WavixCalls calls;
    private final Target senderIds;
    private final JsonBinding<WavixAccountWire.SenderIdReply> one =
            JsonBinding.of(WavixAccountWire.SenderIdReply.class);
    private final JsonBinding<WavixAccountWire.SenderIdList> many = JsonBinding.of(WavixAccountWire.SenderIdList.class);

    SenderIds(WavixCalls calls) {
        this.calls = calls;
        senderIds = calls.target("v3", "messages", "sender-ids");
    }

    /** All of them; the vendor's list has no pages. */
    public List<SenderId> list() {
        return WavixPage.items(calls.get(senderIds, many).items).stream()
                .map(SenderId::read)
                .toList();
    }

    /** The one with this id of the vendor's; empty if Wavix has none. */
    public Optional<SenderId> get(String id) {
        return Optional.ofNullable(calls.find(senderIds.child(id), one)).map(SenderId::read);
    }

    /**
     * Registers a sender. It isn't certain that it can be used at once: see {@link SenderId#allowlistedIn()}.
     *
     * @return the sender as Wavix has it; empty where it took it and its answer couldn't be read
     */
    public Optional<SenderId> create(NewSenderId sender) {
        HttpReply reply = calls.change(Http.Method.POST, senderIds, sender::write);
        return Optional.ofNullable(one.read(reply.body())).map(SenderId::read);
    }

    /** Deletes a sender; false if Wavix has none with this id. */
    public boolean delete(String id) {
        return calls.delete(senderIds.child(id));
    }
}
