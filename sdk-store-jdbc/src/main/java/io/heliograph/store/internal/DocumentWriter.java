package io.heliograph.store.internal;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Failure;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as a JSON document for a column. What may be a number or a piece of a text is encrypted: every phone number,
 * and each vendor's or caller's text that isn't a {@linkplain Failure#isCode short word}. Not thread-safe.
 */
public final class DocumentWriter {
    /** Begins the value of an encrypted field. */
    public static final String ENCRYPTED = "enc:";

    /** The version of a document's fields. */
    public static final int VERSION = 1;

    private final Buffer buffer = new Buffer();
    private final JsonWriter json = JsonWriter.of(buffer);
    private final StoreKey key;

    /** Writes the fields of an object. */
    public interface Fields {
        void write(DocumentWriter out) throws IOException;
    }

    private DocumentWriter(StoreKey key) {
        this.key = key;
    }

    /** The document of an object. */
    public static String write(StoreKey key, Fields fields) {
        DocumentWriter out = new DocumentWriter(key);
        try {
            out.json.beginObject();
            out.number("v", VERSION);
            fields.write(out);
            out.json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.buffer.readUtf8();
    }

    /** A text that is safe to log; omitted if it is empty. */
    public void plain(String name, Object text) throws IOException {
        String value = text.toString();
        if (value.startsWith(ENCRYPTED)) {
            personal(name, value);
        } else if (!value.isEmpty()) {
            json.name(name).value(value);
        }
    }

    public void plain(String name, Optional<?> text) throws IOException {
        if (text.isPresent()) {
            plain(name, text.get());
        }
    }

    /** A text that may hold anything; a short word is legible. */
    public void text(String name, String value) throws IOException {
        if (Failure.isCode(value)) {
            plain(name, value);
        } else {
            personal(name, value);
        }
    }

    public void personal(String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.name(name).value(ENCRYPTED + key.encrypt(value));
        }
    }

    public void phone(String name, Optional<PhoneNumber> number) throws IOException {
        personal(name, number.map(PhoneNumber::e164).orElse(null));
    }

    public void sender(String name, Optional<Sender> sender) throws IOException {
        if (sender.isPresent() && sender.get().kind() == Sender.Kind.PHONE) {
            personal(name, sender.get().value());
        } else if (sender.isPresent()) {
            plain(name, sender.get().value());
        }
    }

    /** A number; omitted if it is 0. */
    public void number(String name, int value) throws IOException {
        if (value != 0) {
            json.name(name).value(value);
        }
    }

    /** A flag; omitted if it is false. */
    public void flag(String name, boolean value) throws IOException {
        if (value) {
            json.name(name).value(true);
        }
    }

    public void money(String name, Optional<Money> money) throws IOException {
        if (money.isPresent()) {
            Money value = money.get();
            object(name, out -> {
                out.plain("amount", value.amount());
                out.plain("currency", value.currency());
            });
        }
    }

    public void failure(String name, Optional<Failure> failure) throws IOException {
        if (failure.isPresent()) {
            failure(name, failure.get());
        }
    }

    public void failure(String name, Failure failure) throws IOException {
        object(name, out -> {
            out.plain("type", failure.type());
            out.plain("reason", failure.reason());
            out.flag("retryable", failure.retryable());
            out.flag("failover", failure.failover());
            out.plain("code", failure.code());
            out.personal("vendorText", failure.vendorText().orElse(null));
            out.flag("hasVendorText", failure.vendorText().isPresent());
            out.plain("retryAfter", failure.retryAfter());
            out.plain("scope", failure.scope());
        });
    }

    public void object(String name, Fields fields) throws IOException {
        json.name(name).beginObject();
        fields.write(this);
        json.endObject();
    }

    /** Writes the fields of one object of a list. */
    public interface Item<T> {
        void write(DocumentWriter out, T item) throws IOException;
    }

    /** A list of objects; omitted if it is empty. */
    public <T> void list(String name, List<T> items, Item<T> fields) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.name(name).beginArray();
        for (T item : items) {
            json.beginObject();
            fields.write(this, item);
            json.endObject();
        }
        json.endArray();
    }
}
