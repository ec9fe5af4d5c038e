package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.io.IOException;
import java.util.Locale;

/** The JSON body of a request, as the server's framework reads it (v1.47.1, 2026-08-22). */
final class AndroidBody {
    private static final String ERROR_PREFIX = "failed to parse body: ";

    private AndroidBody() {}

    static JsonFields fields(SandboxRequest request) throws ErrorResponseException {
        if (!isJson(request)) {
            throw new ErrorResponseException(400, ERROR_PREFIX + "Unprocessable Entity");
        }
        try {
            return new JsonFields(Json.readObject(request.body()), "", ERROR_PREFIX + "wrong value of ", true);
        } catch (IOException e) {
            throw new ErrorResponseException(400, ERROR_PREFIX + "malformed JSON");
        }
    }

    /** It takes whatever type ends in "json". */
    private static boolean isJson(SandboxRequest request) {
        String type = request.header("Content-Type").split(";", 2)[0].strip();
        return type.toLowerCase(Locale.ROOT).endsWith("json");
    }
}
