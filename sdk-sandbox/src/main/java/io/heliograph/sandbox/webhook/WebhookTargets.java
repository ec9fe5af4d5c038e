package io.heliograph.sandbox.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check of webhook URLs: only this machine, unless the user allows others.
 *
 * @param anywhere whether other machines are allowed
 */
public record WebhookTargets(boolean anywhere) {
    /** The reason why a URL isn't allowed, without the URL. */
    public static final String REFUSED =
            "the sandbox sends webhooks to http and https URLs of localhost, 127.0.0.1 and [::1] only";

    private static final int MAX_PORT = 65_535;

    // By the host's text and not by its address, which DNS could change.
    private static final Pattern LOCAL =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]", Pattern.CASE_INSENSITIVE);

    /** The URL; null when it is invalid or isn't allowed. */
    public @Nullable URI parse(String url) {
        URI target = anyOf(url);
        return target != null && allows(target) ? target : null;
    }

    /** The URL; null when it is invalid. Whether it is allowed is checked before sending. */
    public static @Nullable URI anyOf(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    public boolean allows(URI target) {
        String scheme = target.getScheme();
        String host = target.getHost();
        return scheme != null
                && host != null
                && scheme.matches("(?i)https?")
                && target.getPort() != 0
                && target.getPort() <= MAX_PORT
                && (anywhere || LOCAL.matcher(host).matches());
    }

    /** Throws with a message for the developer of a client. */
    public URI require(URI target) {
        if (!allows(target)) {
            throw new IllegalArgumentException("Not a webhook's URL: " + REFUSED + ", or anyWebhookTarget() is set.");
        }
        return target;
    }
}
