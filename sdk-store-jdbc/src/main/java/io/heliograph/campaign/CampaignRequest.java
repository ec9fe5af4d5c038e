package io.heliograph.campaign;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.ValueShape;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign sends: a text, or a template with placeholders, and how. Immutable, thread-safe, and validated when it's built.
 * Its recipients come with {@link Campaigns#create}.
 *
 * <pre>{@code
 * CampaignRequest request = CampaignRequest.template("spring-sale", "Hi {name}, 20% off").from("ACME").build();
 * }</pre>
 */
public final class CampaignRequest {
    /** A legal name of a campaign. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Stands for the recipient while the content is validated. */
    private static final String NOBODY = "+10000000000";

    private final String name;
    private final String text;
    private final boolean hasPlaceholders;
    private final Template template;
    private final @Nullable String from;
    private final @Nullable String route;
    private final @Nullable String tag;
    private final @Nullable Duration validity;
    private final @Nullable Duration deadline;

    private CampaignRequest(Builder builder) {
        name = builder.name;
        text = builder.text;
        hasPlaceholders = builder.hasPlaceholders;
        template = hasPlaceholders ? Template.parse(text) : Template.literal(text);
        from = builder.from;
        route = builder.route;
        tag = builder.tag;
        validity = builder.validity;
        deadline = builder.deadline;
    }

    /**
     * Begins a campaign of one text, in which braces mean nothing.
     *
     * @param name 1 to 64 letters, digits, dots, dashes and underscores, that no other campaign of the store has
     */
    public static Builder text(String name, String text) {
        return new Builder(name, text, false);
    }

    /**
     * Begins a campaign of a text with placeholders such as {@code {name}}, each of which is a column of the recipients. Two
     * opening braces stand for one.
     */
    public static Builder template(String name, String template) {
        return new Builder(name, template, true);
    }

    public String name() {
        return name;
    }

    /** The names of the template's placeholders in lower case, each once; none for a text. */
    public List<String> placeholders() {
        return template.placeholders();
    }

    /** The request to one recipient, with the values of the placeholders in their order. */
    SendRequest.Builder to(String recipient, List<String> values) {
        SendRequest.Builder request = SendRequest.to(recipient);
        fill(request, values);
        return request;
    }

    /** Sets everything but the recipient and the key. */
    void fill(SendRequest.Builder request, List<String> values) {
        request.text(template.render(values));
        if (from != null) {
            request.from(from);
        }
        if (route != null) {
            request.route(route);
        }
        if (tag != null) {
            request.tag(tag);
        }
        if (validity != null) {
            request.validity(validity);
        }
        if (deadline != null) {
            request.deadline(deadline);
        }
    }

    /**
     * An example of what a recipient gets, for plans and estimates.
     *
     * @param values the values of the placeholders, in their order
     * @throws InvalidRequestException if the number, or the text with these values, isn't valid
     */
    public SendRequest example(String recipient, List<String> values) {
        return to(recipient, values).build();
    }

    /** What the store keeps. */
    String document(StoreKey key) {
        return key.encrypt(DocumentWriter.write(key, out -> {
            out.plain("text", text);
            out.flag("template", hasPlaceholders);
            out.plain("from", from == null ? "" : from);
            out.plain("route", route == null ? "" : route);
            out.plain("tag", tag == null ? "" : tag);
            out.plain("validity", validity == null ? "" : validity);
            out.plain("deadline", deadline == null ? "" : deadline);
        }));
    }

    static CampaignRequest read(String name, StoreKey key, String stored) {
        Document document = Document.read(key, key.decrypt(stored));
        Builder builder = new Builder(name, document.text("text"), document.flag("template"));
        builder.from = document.textOrNull("from");
        builder.route = document.textOrNull("route");
        builder.tag = document.textOrNull("tag");
        builder.validity = document.value("validity", Duration::parse).orElse(null);
        builder.deadline = document.value("deadline", Duration::parse).orElse(null);
        return new CampaignRequest(builder);
    }

    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "name",
                    "is " + ValueShape.of(name) + "; it must be 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    /** Hides the text. */
    @Override
    public String toString() {
        return "CampaignRequest[" + name + ", " + text.length() + " characters, placeholders=" + placeholders() + "]";
    }

    /** Builds a campaign's request; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String text;
        private final boolean hasPlaceholders;
        private @Nullable String from;
        private @Nullable String route;
        private @Nullable String tag;
        private @Nullable Duration validity;
        private @Nullable Duration deadline;

        private Builder(String name, String text, boolean hasPlaceholders) {
            this.name = name;
            this.text = text;
            this.hasPlaceholders = hasPlaceholders;
        }

        /** The sender, as in {@link SendRequest.Builder#from(String)}. */
        public Builder from(String sender) {
            from = sender;
            return this;
        }

        /** The route, as in {@link SendRequest.Builder#route}. */
        public Builder route(String providers) {
            route = providers;
            return this;
        }

        /** The tag of each message, as in {@link SendRequest.Builder#tag}. */
        public Builder tag(String label) {
            tag = label;
            return this;
        }

        /** How long the provider tries to deliver, as in {@link SendRequest.Builder#validity}. */
        public Builder validity(Duration time) {
            validity = time;
            return this;
        }

        /** How long one call may take, as in {@link SendRequest.Builder#deadline}. */
        public Builder deadline(Duration time) {
            deadline = time;
            return this;
        }

        /**
         * Validates every field.
         *
         * @throws InvalidRequestException if one is wrong
         */
        public CampaignRequest build() {
            checkedName(name);
            CampaignRequest request = new CampaignRequest(this);
            List<String> values =
                    request.placeholders().stream().map(placeholder -> "x").toList();
            request.to(NOBODY, values)
                    .idempotencyKey(IdempotencyKey.derive("check"))
                    .build();
            return request;
        }
    }
}
