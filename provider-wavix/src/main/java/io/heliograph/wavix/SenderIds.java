package io.heliograph.wavix;

import static io.heliograph.http.VendorHttp.Method.POST;

import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.Optional;

/**
 * The account's registered sender IDs. Thread-safe; errors are those of {@link Wavix}.
 *
 * <p>Needs the scope {@code messages:read}, and {@code messages:write} for changes. Facts are from the vendor's
 * OpenAPI document of 2026-06-30; sender IDs for the US are registered through its 10DLC API instead.
 */
public final class SenderIds {
    private final VendorApi api;
    private final ResourcePath senderIds;
    private final JsonBinding<JsonItem<SenderId.Reply>> senderId = JsonBinding.withJson(SenderId.Reply.class);

    SenderIds(VendorApi api) {
        this.api = api;
        senderIds = api.target("v3", "messages", "sender-ids");
    }

    /** All registered sender IDs; the vendor's list has no pages. */
    public List<SenderId> list() {
        return api.list(senderIds, senderId, SenderIds::senderId, "items");
    }

    /** The sender ID with this vendor id; empty if Wavix has none. */
    public Optional<SenderId> get(String id) {
        return api.find(senderIds.child(id), senderId).map(SenderIds::senderId);
    }

    /**
     * Registers a sender ID. It may not be usable at once: see {@link SenderId#allowlistedIn()}.
     *
     * @return the registered sender ID; empty if Wavix accepted it and the response couldn't be read
     */
    public Optional<SenderId> create(NewSenderId sender) {
        HttpResponse response = WavixErrors.change(api, POST, senderIds, sender::write);
        return Optional.ofNullable(response.read(senderId)).map(SenderIds::senderId);
    }

    private static SenderId senderId(JsonItem<SenderId.Reply> item) {
        return item.value().senderId(item.json());
    }

    /** Deletes a sender ID; returns false if Wavix has none with this id. */
    public boolean delete(String id) {
        return api.delete(senderIds.child(id));
    }
}
