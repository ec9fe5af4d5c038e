package io.heliograph.wavix;

import static io.heliograph.http.VendorHttp.Method.POST;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.spi.VendorApi;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account's opt-outs. Thread-safe; errors are those of {@link Wavix}.
 *
 * <p>Wavix itself adds recipients who answer STOP, UNSUBSCRIBE, CANCEL, END or QUIT, and removes those who answer START, YES
 * or UNSTOP (its FAQ of 2026-06); it has no call to remove one. Needs the scope {@code messages:read}, and {@code
 * messages:write} to add. Facts are from the vendor's OpenAPI document of 2026-06-30.
 */
public final class OptOuts {
    private final VendorApi api;
    private final ResourcePath optOuts;
    private final JsonBinding<JsonItem<OptOut.Reply>> optOut = JsonBinding.withJson(OptOut.Reply.class);

    OptOuts(VendorApi api) {
        this.api = api;
        optOuts = api.target("v3", "messages", "opt-outs");
    }

    /** Opts a number out of all messages of the account. A repeated call is safe here. */
    public void add(PhoneNumber number) {
        WavixErrors.change(api, POST, optOuts, json -> write(json, number, null));
    }

    /** Opts a number out of the messages of one sender. */
    public void add(PhoneNumber number, Sender sender) {
        WavixErrors.change(api, POST, optOuts, json -> write(json, number, sender));
    }

    private static void write(JsonWriter json, PhoneNumber number, @Nullable Sender sender) throws IOException {
        json.beginObject().name("opt_out").beginObject();
        json.name("number").value(number.digits());
        if (sender != null) {
            json.name("sender_id").value(WavixWire.number(sender));
        }
        json.endObject().endObject();
    }

    /** Streams all opt-outs; each page is fetched as the stream is read. */
    public Stream<OptOut> list() {
        return list(OptOutFilter.all());
    }

    /** Streams the opt-outs that match a filter; each page is fetched as the stream is read. */
    public Stream<OptOut> list(OptOutFilter filter) {
        return WavixPage.stream(
                api,
                filter.on(optOuts),
                response -> api.items(
                        optOut.readList(response.body(), "items"),
                        item -> item.value().optOut(item.json())));
    }
}
