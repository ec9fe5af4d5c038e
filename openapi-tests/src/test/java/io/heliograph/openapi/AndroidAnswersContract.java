package io.heliograph.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What both documents of the Android gateway share: an error response has a status, and a text without a code. */
abstract class AndroidAnswersContract extends AnswersContract {
    abstract String basePath();

    @Override
    List<Call> calls() {
        return new AndroidCalls(basePath()).all();
    }

    @Override
    Map<Integer, String> usual() {
        return Map.of(
                400, "INVALID_REQUEST",
                401, "AUTHENTICATION",
                403, "PERMISSION",
                500, "PROVIDER_ERROR",
                501, "UNSUPPORTED");
    }

    @Override
    Map<String, Set<String>> unusual() {
        Map<String, Set<String>> unusual = new HashMap<>();
        // The phone may have the message: the text of the example isn't the one of a full queue.
        unusual.put("POST " + basePath() + "/messages 500", Set.of("UNCLEAR"));
        unusual.put("POST " + basePath() + "/messages 503", Set.of("UNCLEAR"));
        // The gateway is asked for its messages, and the message of the example isn't, or may not be, the one that
        // was sent.
        unusual.put("POST " + basePath() + "/messages 409", Set.of("DUPLICATE", "UNCLEAR"));
        // An id that no phone has isn't an error.
        unusual.put("DELETE " + basePath() + "/devices/{id} 404", Set.of("DONE"));
        // Health is reported even when it isn't good.
        unusual.put("GET " + basePath() + "/health 503", Set.of("DONE"));
        // Without a token, the request carries user and password.
        for (int status : new int[] {400, 401, 403, 500, 501}) {
            unusual.put("POST " + basePath() + "/auth/token " + status, Set.of("DONE"));
        }
        for (int status : new int[] {401, 403, 500, 501}) {
            unusual.put("POST " + basePath() + "/auth/token/refresh " + status, Set.of("DONE"));
        }
        return unusual;
    }
}
