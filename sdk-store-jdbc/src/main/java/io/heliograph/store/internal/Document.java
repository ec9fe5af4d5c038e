package io.heliograph.store.internal;

import io.heliograph.json.JsonFields;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.store.StoreException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object that {@link DocumentWriter} wrote. A field that it omitted reads as empty, 0 or false. Immutable. */
public final class Document {
    private final Map<String, ? extends @Nullable Object> fields;
    private final StoreKey key;

    private Document(Map<String, ? extends @Nullable Object> fields, StoreKey key) {
        this.fields = fields;
        this.key = key;
    }

    /**
     * Reads a column.
     *
     * @throws StoreException if it isn't a document of this version
     */
    public static Document read(StoreKey key, String json) {
        Document document = new Document(JsonFields.of(json), key);
        int version = document.number("v");
        if (version != DocumentWriter.VERSION) {
            throw new StoreException("a stored document has version " + version + ", which isn't known", null);
        }
        return document;
    }

    /** The text of a field; empty where it was omitted. */
    public String text(String name) {
        return fields.get(name) instanceof String value
                ? value.startsWith(DocumentWriter.ENCRYPTED)
                        ? key.decrypt(value.substring(DocumentWriter.ENCRYPTED.length()))
                        : value
                : "";
    }

    /** The text of a field, or null where it was omitted. */
    @Nullable
    public String textOrNull(String name) {
        return fields.get(name) == null ? null : text(name);
    }

    /** The value of a field, read by a function. */
    public <T> Optional<T> value(String name, Function<String, T> parse) {
        return fields.get(name) == null ? Optional.empty() : Optional.of(parse.apply(text(name)));
    }

    /** The value of a field that is always there. */
    public <T> T required(String name, Function<String, T> parse) {
        return value(name, parse).orElseThrow(() -> new StoreException("a stored document lacks " + name, null));
    }

    public int number(String name) {
        return fields.get(name) instanceof Number value ? value.intValue() : 0;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    @Nullable
    public PhoneNumber phone(String name) {
        return value(name, PhoneNumber::of).orElse(null);
    }

    public Optional<Sender> sender(String name) {
        return value(name, Sender::of);
    }

    @Nullable
    public Instant instant(String name) {
        return value(name, Instant::parse).orElse(null);
    }

    @Nullable
    public Money money(String name) {
        return object(name)
                .map(money -> new Money(money.required("amount", BigDecimal::new), money.text("currency")))
                .orElse(null);
    }

    @Nullable
    public Failure failure(String name) {
        return object(name).map(Document::asFailure).orElse(null);
    }

    private Failure asFailure() {
        return Failure.builder(required("type", ErrorType::valueOf), text("reason"))
                .retryable(flag("retryable"))
                .failover(flag("failover"))
                .code(textOrNull("code"))
                .vendorText(flag("hasVendorText") ? text("vendorText") : null)
                .retryAfter(value("retryAfter", Duration::parse).orElse(null))
                .scope(required("scope", LimitScope::valueOf))
                .build();
    }

    @SuppressWarnings("unchecked") // Moshi reads an object as such a map
    public Optional<Document> object(String name) {
        return fields.get(name) instanceof Map<?, ?> map
                ? Optional.of(new Document((Map<String, ? extends @Nullable Object>) map, key))
                : Optional.empty();
    }

    /** The objects of a list. */
    @SuppressWarnings("unchecked") // Moshi reads an object as such a map
    public <T> List<T> list(String name, Function<Document, T> read) {
        List<T> all = new ArrayList<>();
        if (fields.get(name) instanceof List<?> items) {
            for (Object item : items) {
                all.add(read.apply(new Document((Map<String, ? extends @Nullable Object>) item, key)));
            }
        }
        return all;
    }
}
