package io.heliograph.http;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * A vendor's API: its base URL, and the headers of every call. Immutable and thread-safe.
 *
 * <p>Credentials need TLS: plain HTTP is allowed to loopback, to a private network if the user allows it, and never to
 * a public host.
 */
public final class Endpoint {
    /** The base URL and the headers. Copied for each call: a new builder would make a list of headers to throw away. */
    private final Request request;

    private final List<Secret> secrets;

    private Endpoint(Request request, List<Secret> secrets) {
        this.request = request;
        this.secrets = secrets;
    }

    /**
     * An endpoint without credentials.
     *
     * @param baseUrl an absolute URL, with the path prefix that all calls share
     * @param allowCleartext whether plain HTTP may go to a host on a private network
     * @throws InvalidRequestException naming {@code base-url} or {@code allow-cleartext}
     */
    public static Endpoint of(String baseUrl, boolean allowCleartext) {
        HttpUrl url = HttpUrl.parse(baseUrl.strip());
        if (url == null) {
            throw new InvalidRequestException("base-url", "isn't an absolute URL; it must begin with https://");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new InvalidRequestException("base-url", "holds credentials; they have settings of their own");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new InvalidRequestException("base-url", "has a query or a fragment; it must end with its path");
        }
        if (!url.isHttps()) {
            checkCleartext(url.host(), allowCleartext);
        }
        Headers headers = Headers.of("Accept", "application/json", "User-Agent", "heliograph");
        return new Endpoint(new Request.Builder().url(url).headers(headers).build(), List.of());
    }

    private static void checkCleartext(String host, boolean allowed) {
        switch (HostScope.of(host)) {
            case LOOPBACK -> {}
            case PRIVATE -> {
                if (!allowed) {
                    throw new InvalidRequestException(
                            "allow-cleartext",
                            "isn't true, and base-url sends credentials over plain http:// on a private network; use "
                                    + "https:// or set it to true");
                }
            }
            case PUBLIC ->
                throw new InvalidRequestException(
                        "base-url",
                        "is plain http:// to a public host, which shows credentials to anyone; use https://");
        }
    }

    /** The same endpoint with {@code Authorization: Bearer …}. */
    public Endpoint bearer(Secret token) {
        return header("Authorization", "Bearer " + token.reveal(), token);
    }

    /** The same endpoint with {@code Authorization: Basic …}, sent without waiting for a challenge. */
    public Endpoint basic(String user, Secret password) {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(pair);
        return header("Authorization", "Basic " + encoded, password, Secret.of("password", encoded));
    }

    /** The same endpoint with a header that holds a credential. */
    public Endpoint header(String name, Secret value) {
        return header(name, value.reveal(), value);
    }

    /**
     * The same endpoint, which also redacts these credentials wherever the vendor's text is quoted: for credentials
     * that are sent in a form, a query or a path instead of a header.
     */
    public Endpoint hiding(Secret... more) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(List.of(more));
        return new Endpoint(request, List.copyOf(all));
    }

    Endpoint plainHeader(String name, String value) {
        return new Endpoint(request.newBuilder().header(name, value).build(), secrets);
    }

    private Endpoint header(String name, String value, Secret... more) {
        return hiding(more).plainHeader(name, value);
    }

    /** Whether the base URL has a path. */
    public boolean hasPath() {
        return base().pathSegments().stream().anyMatch(segment -> !segment.isEmpty());
    }

    Redactor redactor() {
        return new Redactor(secrets);
    }

    HttpUrl base() {
        return request.url();
    }

    /** Those of every call. */
    Headers headers() {
        return request.headers();
    }

    /** Begins a request with the headers of every call. */
    Request.Builder request(HttpUrl url) {
        return request.newBuilder().url(url);
    }

    /** The host only. */
    @Override
    public String toString() {
        return base().host();
    }
}
