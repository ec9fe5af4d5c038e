package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * Who may change something: programs, and the sandbox's own page, but no other page in the developer's browser. Immutable and
 * thread-safe.
 *
 * @param token what the page has and others can't read
 */
public record AccessRules(String token) {
    static final String TOKEN = "X-Sandbox-Token";

    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    void check(SandboxRequest request) throws ErrorResponseException {
        // A browser sends it with every request, and a page can't change it.
        if (FOREIGN.contains(request.header("Sec-Fetch-Site"))) {
            throw new ErrorResponseException(403, "Pages of other sites can't change anything here.");
        }
        List<String> origins = request.headers("Origin");
        String own = "http://" + request.header("Host");
        if (!origins.stream().allMatch(own::equals)) {
            throw new ErrorResponseException(
                    403, "Pages of other origins can't change anything here; a program sends no Origin.");
        }
        if (!origins.isEmpty() && !isToken(request.header(TOKEN))) {
            throw new ErrorResponseException(
                    403,
                    "A page must send the token of its meta element sandbox-token as " + TOKEN + "; load it again.");
        }
    }

    private boolean isToken(String sent) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessRules";
    }
}
