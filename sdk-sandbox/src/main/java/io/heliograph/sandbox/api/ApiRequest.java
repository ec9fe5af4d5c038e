package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.io.IOException;
import java.util.Set;

/**
 * A request to one operation.
 *
 * @param variable the path's variable; empty without one
 */
record ApiRequest(SandboxRequest http, String variable, Parameters parameters, ClientConnection connection) {
    private static final String NUMBER = "[1-9][0-9]{0,17}";

    /** The number in the path. */
    long id(String what) throws ErrorResponseException {
        if (!variable.matches(NUMBER)) {
            throw new ErrorResponseException(404, "There is no such " + what + ": an id is a number from 1.");
        }
        return Long.parseLong(variable);
    }

    /**
     * The body.
     *
     * @param shape what it looks like, for errors
     * @param known the members that it may have
     */
    JsonFields body(String shape, Set<String> known) throws ErrorResponseException {
        String error = "The body must be JSON as " + shape + "; wrong or missing is ";
        try {
            JsonFields fields = new JsonFields(Json.readObject(http.body()), "", error, true);
            fields.refuseUnknown(known);
            return fields;
        } catch (IOException e) {
            throw new ErrorResponseException(400, error + "the body as a whole.");
        }
    }

    /** A member that must be there. */
    static String required(JsonFields fields, String name) throws ErrorResponseException {
        String text = fields.string(name);
        if (text == null) {
            throw fields.wrong(name);
        }
        return text;
    }
}
