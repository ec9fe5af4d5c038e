package io.heliograph.wavix;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.Http;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people who asked for no more messages. Thread-safe; errors are as {@link Wavix} says.
 *
 * <p>Wavix adds those who answer STOP, QUIT or UNSUBSCRIBE by itself, and has no call to take one away. Needs the scope
 * {@code messages:read}, and {@code messages:write} to add. Facts are from the vendor's OpenAPI document of 2026-06-30.
 */
public final class OptOuts {
    private final WavixCalls calls;
    private final Target optOuts;
    private final JsonBinding<WavixAccountWire.OptOutList> page = JsonBinding.of(WavixAccountWire.OptOutList.class);

    OptOuts(WavixCalls calls) {
        this.calls = calls;
        optOuts = calls.target("v3", "messages", "opt-outs");
    }

    /** Lets a number get nothing more from the whole account. Adding it again does no harm here. */
    public void add(PhoneNumber number) {
        calls.change(Http.Method.POST, optOuts, json -> write(json, number, null));
    }

    /** Lets a number get nothing more from one sender. */
    public void add(PhoneNumber number, Sender sender) {
        calls.change(Http.Method.POST, optOuts, json -> write(json, number, sender));
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
        return calls.pages(filter.on(optOuts), page, (said, reply) -> items(said));
    }

    private static List<OptOut> items(WavixAccountWire.OptOutList said) {
        return WavixPage.items(said.items).stream().map(OptOut::read).toList();
    }
}
