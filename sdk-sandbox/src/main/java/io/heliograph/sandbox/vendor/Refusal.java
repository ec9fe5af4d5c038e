package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.model.VendorFault;
import java.util.Map;

/**
 * A documented fault that is an error response.
 *
 * @param members the members of the error body beside its text
 */
public record Refusal(VendorFault fault, int status, String text, Map<String, Object> members) {

    /** A fault whose description is its status and text. */
    public static Refusal of(String code, VendorFault.Effect effect, String lastDigits, int status, String text) {
        String words = status + " `" + text + "`";
        return new Refusal(new VendorFault(code, effect, lastDigits, words), status, text, Map.of());
    }

    /** A refused send. */
    public static Refusal ofSend(String code, String lastDigits, int status, String text) {
        return of(code, VendorFault.Effect.REFUSES_SEND, lastDigits, status, text);
    }

    public Refusal with(Map<String, Object> more) {
        return new Refusal(fault, status, text, more);
    }

    public ErrorResponseException exception() {
        return new ErrorResponseException(status, text, members);
    }
}
