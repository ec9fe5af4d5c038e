package io.heliograph.sandbox.page;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page in the browser: {@code /} and what it loads from {@code /assets/}. They are static, but for the token
 * that the page sends with its changes and the URL of traces, and come with a policy that allows nothing from elsewhere. Thread-safe.
 */
public final class PageFiles {
    /** What the page may load and do: its own files and this server's API, and no other. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,128}");
    private static final String TOKEN_PLACE = "{{token}}";
    private static final String TRACE_URL_PLACE = "{{trace-url}}";
    // One folder, and names that can't leave it.
    private static final Pattern ASSET = Pattern.compile("/assets/([a-z]+(?:-[a-z]+)*\\.(js|css|svg))");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final String index;
    private final Map<String, String> read = new ConcurrentHashMap<>();

    /**
     * The files with this token, and with links from trace ids to this URL.
     *
     * @throws IllegalArgumentException when the token isn't 16 to 128 letters, digits, hyphens and underscores
     */
    public PageFiles(String token, TraceUrl traceUrl) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "The page's token must be 16 to 128 letters, digits, hyphens and underscores; this one isn't.");
        }
        index = Objects.requireNonNull(resource("index.html"), "index.html isn't in the sandbox's jar")
                .replace(TOKEN_PLACE, token)
                .replace(TRACE_URL_PLACE, traceUrl.attribute());
    }

    /** The response to a GET of this path; null where the page has no such file. */
    public @Nullable SandboxResponse get(String path) {
        if (path.equals("/")) {
            return withHeaders(SandboxResponse.html(200, index));
        }
        Matcher asset = ASSET.matcher(path);
        if (!asset.matches()) {
            return null;
        }
        String text = read.get(asset.group(1));
        if (text == null) {
            text = resource(asset.group(1));
            if (text == null) {
                return null;
            }
            read.put(asset.group(1), text);
        }
        return withHeaders(SandboxResponse.of(200, Objects.requireNonNull(TYPES.get(asset.group(2))), text));
    }

    /** Not cached: the next sandbox at this port has another token, and maybe another version. */
    private static SandboxResponse withHeaders(SandboxResponse response) {
        return response.withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin")
                .withHeader("Cache-Control", "no-store");
    }

    private static @Nullable String resource(String file) {
        try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
