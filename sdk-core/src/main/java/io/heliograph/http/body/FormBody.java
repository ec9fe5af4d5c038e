package io.heliograph.http.body;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request body of form fields: {@code application/x-www-form-urlencoded} in UTF-8, in the order in which they were
 * added.
 *
 * <p>Immutable and thread-safe; {@code toString} shows only the number of fields, because their values are numbers,
 * texts and credentials.
 */
public final class FormBody implements HttpBody {
    /** The media type. */
    public static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private final List<Field> fields;

    private record Field(String name, String value) {}

    private FormBody(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Begins a form. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(encoded().getBytes(StandardCharsets.US_ASCII));
    }

    /** The encoded form, which also has the syntax of a URL's query. */
    public String encoded() {
        StringBuilder text = new StringBuilder();
        for (Field field : fields) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(encode(field.name()))
                    .append('=')
                    .append(encode(field.value()));
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "FormBody[" + fields.size() + " fields]";
    }

    /** Builds a form; not thread-safe. */
    public static final class Builder {
        private final List<Field> fields = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a field, also if there is one with this name already; null adds nothing, and an empty string is sent.
         */
        public Builder add(String name, @Nullable String value) {
            if (value != null) {
                fields.add(new Field(name, value));
            }
            return this;
        }

        public FormBody build() {
            return new FormBody(fields);
        }
    }
}
