package io.heliograph.outbox.internal;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.settings.VendorOptions;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a request for its column and reads it back, with every field but its key. Text, number, URLs and free texts of options are encrypted.
 * Immutable and thread-safe.
 */
public final class RequestCodec {
    private final StoreKey key;
    private final Map<String, VendorOption<?>> options;

    /** @param more options beside those of the providers on the class path */
    public RequestCodec(StoreKey key, List<VendorOption<?>> more) {
        this.key = key;
        options = new HashMap<>(VendorOptions.onClassPath().all());
        more.forEach(option -> options.put(option.fullName(), option));
    }

    /**
     * Writes a request.
     *
     * @throws InvalidRequestException if it has an option that couldn't be read back
     */
    public String write(SendRequest request) {
        for (VendorOption<?> option : request.options()) {
            known(option.fullName());
        }
        return DocumentWriter.write(key, out -> write(out, request));
    }

    private static void write(DocumentWriter out, SendRequest request) throws IOException {
        out.phone("to", Optional.of(request.to()));
        out.sender("from", request.from());
        out.personal("text", request.text());
        out.text("tag", request.tag().orElse(""));
        out.plain("validity", request.validity());
        out.personal("callbackUrl", request.callbackUrl().map(URI::toString).orElse(null));
        out.plain("deadline", request.deadline());
        out.plain("sendAt", request.sendAt());
        out.list("media", request.media(), (item, url) -> item.personal("url", url.toString()));
        out.plain("route", request.route());
        out.flag("allowDuplicates", request.allowsDuplicates());
        out.list("options", new ArrayList<>(request.options()), (item, option) -> {
            item.plain("name", option.fullName());
            item.text("value", formatted(request, option));
        });
    }

    private static <T> String formatted(SendRequest request, VendorOption<T> option) {
        return option.format(request.option(option).orElseThrow());
    }

    /**
     * Reads a request.
     *
     * @param sendKey the key to send it with
     * @throws InvalidRequestException if it has an option that no provider on the class path has any more
     */
    public SendRequest read(String json, IdempotencyKey sendKey) {
        Document in = Document.read(key, json);
        SendRequest.Builder request = SendRequest.to(in.required("to", PhoneNumber::of))
                .text(in.text("text"))
                .idempotencyKey(sendKey);
        in.sender("from").ifPresent(request::from);
        in.value("tag", tag -> tag).ifPresent(request::tag);
        in.value("validity", Duration::parse).ifPresent(request::validity);
        in.value("callbackUrl", url -> url).ifPresent(request::callbackUrl);
        in.value("deadline", Duration::parse).ifPresent(request::deadline);
        in.value("sendAt", Instant::parse).ifPresent(request::sendAt);
        in.list("media", item -> item.text("url")).forEach(request::media);
        in.value("route", route -> route).ifPresent(request::route);
        if (in.flag("allowDuplicates")) {
            request.allowDuplicates();
        }
        for (Document option : in.list("options", item -> item)) {
            set(request, known(option.text("name")), option.text("value"));
        }
        return request.build();
    }

    /** The recipient of a request, without the rest of it. */
    static PhoneNumber recipient(StoreKey key, String json) {
        return Document.read(key, json).required("to", PhoneNumber::of);
    }

    private static <T> void set(SendRequest.Builder request, VendorOption<T> option, String value) {
        request.option(option, option.parse(value));
    }

    private VendorOption<?> known(String name) {
        VendorOption<?> option = options.get(name);
        if (option == null) {
            throw new InvalidRequestException(
                    "option",
                    name + " is of no provider on the class path, so that it couldn't be read back;"
                            + " OutboxSettings.option adds one");
        }
        return option;
    }
}
