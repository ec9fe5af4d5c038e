package io.heliograph.sandbox.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks may go: to this machine only, unless the user says otherwise.
 *
 * @param anywhere whether to the internet too
 */
public record WebhookTargets(boolean anywhere) {
    /** Why a URL is refused, without the URL. */
    public static final String REFUSED =
            "the sandbox sends webhooks to http and https URLs of localhost, 127.0.0.1 and [::1] only";

    private static final int MAX_PORT = 65_535;

    // By its looks and not by its address, which a name server could change.
    private static final Pattern LOCAL =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]", Pattern.CASE_INSENSITIVE);

    /** The URL, or null when nothing can or may be sent there. */
    public @Nullable URI parse(String url) {
        URI target = anyOf(url);
        return target != null && allows(target) ? target : null;
    }

    /** The URL, or null when it is none; whether something may be sent there is looked at when that is about to happen. */
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
                && scheme.matches("https?")
                && target.getPort() != 0
                && target.getPort() <= MAX_PORT
                && (anywhere || LOCAL.matcher(host).matches());
    }

    /** Refuses with words that a developer of a client will read. */
    public URI require(URI target) {
        if (!allows(target)) {
            throw new IllegalArgumentException("Not a webhook's URL: " + REFUSED + ", or anyWebhookTarget() is set.");
        }
        return target;
    }
}
