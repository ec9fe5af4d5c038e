package io.heliograph.wavix;

import static io.heliograph.http.VendorHttp.Method.POST;

import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.Optional;

/**
 * The senders that are registered for the account. Thread-safe; errors are as {@link Wavix} says.
 *
 * <p>Needs the scope {@code messages:read}, and {@code messages:write} to change something. Facts are from the vendor's
 * OpenAPI document of 2026-06-30; senders for the US are registered through its 10DLC API instead.
 */
public final class SenderIds {
    private final VendorApi api;
    private final ResourcePath senderIds;
    private final JsonBinding<SenderId.Reply> senderId = JsonBinding.of(SenderId.Reply.class);

    SenderIds(VendorApi api) {
        this.api = api;
        senderIds = api.target("v3", "messages", "sender-ids");
    }

    /** All of them; the vendor's list has no pages. */
    public List<SenderId> list() {
        return api.list(senderIds, senderId, SenderId.Reply::senderId, "items");
    }

    /** The one with this id of the vendor's; empty if Wavix has none. */
    public Optional<SenderId> get(String id) {
        return api.find(senderIds.child(id), senderId).map(SenderId.Reply::senderId);
    }

    /**
     * Registers a sender. It isn't certain that it can be used at once: see {@link SenderId#allowlistedIn()}.
     *
     * @return the sender as Wavix has it; empty where it took it and its answer couldn't be read
     */
    public Optional<SenderId> create(NewSenderId sender) {
        HttpResponse response = WavixErrors.change(api, POST, senderIds, sender::write);
        return Optional.ofNullable(senderId.read(response.body())).map(SenderId.Reply::senderId);
    }

    /** Deletes a sender; false if Wavix has none with this id. */
    public boolean delete(String id) {
        return api.delete(senderIds.child(id));
    }
}
