package io.heliograph.textingline;

import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.PhoneNumber;
import io.heliograph.spi.ErrorDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of every error response ("Error codes", 2026-11). */
final class ErrorReply {
    static final String NOT_OPTED_IN = "33028";

    private static final JsonBinding<ErrorReply> BODY = JsonBinding.of(ErrorReply.class);

    private @Nullable String code;
    private @Nullable String message;
    private @Nullable Details details;

    /** The list of errors, whose form depends on the code. */
    static final class Details {
        private @Nullable List<@Nullable String> notOptedIn;
    }

    /** The vendor's error text; the whole response if it has a list of errors, because the list's form varies. */
    static ErrorDetails details(HttpResponse response) {
        ErrorReply reply = response.read(BODY);
        return reply == null
                ? ErrorDetails.NONE
                : new ErrorDetails(reply.code, reply.details == null ? reply.message : response.body());
    }

    /** The recipients whom a rejected broadcast names as not opted in; it sent nothing (2026-11). */
    static List<PhoneNumber> notOptedIn(HttpResponse response) {
        ErrorReply reply = response.read(BODY);
        if (reply == null
                || !NOT_OPTED_IN.equals(reply.code)
                || reply.details == null
                || reply.details.notOptedIn == null) {
            return List.of();
        }
        return reply.details.notOptedIn.stream()
                .flatMap(number -> PhoneNumber.tryParse(number).stream())
                .toList();
    }
}
