package io.heliograph.wavix;

import static io.heliograph.http.VendorHttp.Method.POST;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.spi.VendorApi;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people who asked for no more messages. Thread-safe; errors are as {@link Wavix} says.
 *
 * <p>Wavix adds those who answer STOP, QUIT or UNSUBSCRIBE by itself, and has no call to take one away. Needs the scope
 * {@code messages:read}, and {@code messages:write} to add. Facts are from the vendor's OpenAPI document of 2026-06-30.
 */
public final class OptOuts {
    private final VendorApi api;
    private final ResourcePath optOuts;
    private final JsonBinding<OptOut.Reply> optOut = JsonBinding.of(OptOut.Reply.class);

    OptOuts(VendorApi api) {
        this.api = api;
        optOuts = api.target("v3", "messages", "opt-outs");
    }

    /** Lets a number get nothing more from the whole account. Adding it again does no harm here. */
    public void add(PhoneNumber number) {
        WavixErrors.change(api, POST, optOuts, json -> write(json, number, null));
    }

    /** Lets a number get nothing more from one sender. */
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

    /** All of them, page by page as the stream is read. */
    public Stream<OptOut> list() {
        return list(OptOutFilter.all());
    }

    /** Those that a filter lets through, page by page as the stream is read. */
    public Stream<OptOut> list(OptOutFilter filter) {
        return WavixPage.stream(
                api,
                filter.on(optOuts),
                response -> api.items(optOut.readList(response.body(), "items"), OptOut.Reply::optOut));
    }
}
