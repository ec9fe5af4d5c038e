package io.heliograph.routing;

import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.text.Encoding;
import io.heliograph.text.Segments;
import org.jspecify.annotations.Nullable;

/** The attributes of one request that conditions test, in the route's words, computed once each. Not thread-safe. */
final class RequestAttributes {
    static final String GSM_7 = "gsm7";
    static final String UCS_2 = "ucs2";
    static final String NAME = "name";
    static final String NUMBER = "number";
    static final String SHORT_CODE = "shortcode";
    static final String NO_SENDER = "none";

    private final SendRequest request;
    private @Nullable String country;
    private @Nullable Encoding encoding;

    RequestAttributes(SendRequest request) {
        this.request = request;
    }

    boolean hold(Criterion term) {
        String value = term.value();
        return switch (term.kind()) {
            case COUNTRY -> country().equals(value);
            case PREFIX -> number().startsWith(value);
            case TAG -> value.equals(tag());
            case MEDIA -> !request.media().isEmpty();
            case TEXT -> word(encoding()).equals(value);
            case FROM ->
                request.from().map(from -> word(from.kind())).orElse(NO_SENDER).equals(value);
        };
    }

    String number() {
        return request.to().e164();
    }

    @Nullable
    String tag() {
        return request.tag().orElse(null);
    }

    /** The recipient's country; empty where the number belongs to none. */
    String country() {
        String found = country;
        if (found == null) {
            found = request.to().country().orElse("");
            country = found;
        }
        return found;
    }

    private Encoding encoding() {
        Encoding found = encoding;
        if (found == null) {
            found = Segments.of(request.text()).encoding();
            encoding = found;
        }
        return found;
    }

    static String word(Encoding encoding) {
        return switch (encoding) {
            case GSM_7 -> GSM_7;
            case UCS_2 -> UCS_2;
        };
    }

    static String word(Sender.Kind kind) {
        return switch (kind) {
            case ALPHANUMERIC -> NAME;
            case PHONE -> NUMBER;
            case SHORT_CODE -> SHORT_CODE;
        };
    }
}
