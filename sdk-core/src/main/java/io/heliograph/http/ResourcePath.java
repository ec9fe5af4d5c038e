package io.heliograph.http;

import io.heliograph.message.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/** The URL of a resource in a vendor's API. Immutable and thread-safe; create those with a fixed path once. */
public final class ResourcePath {
    private final HttpUrl url;
    private final Redactor redactor;

    ResourcePath(HttpUrl url, Redactor redactor) {
        this.url = url;
        this.redactor = redactor;
    }

    /**
     * The path with one more segment, for an id from outside.
     *
     * @throws InvalidRequestException if the id is empty, could leave the path, or has a control character
     */
    public ResourcePath child(String segment) {
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            throw new InvalidRequestException("id", "isn't an id that can stand in a path");
        }
        if (segment.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '/' || c == '\\')) {
            throw new InvalidRequestException("id", "has a slash or a control character");
        }
        return new ResourcePath(url.newBuilder().addPathSegment(segment).build(), redactor);
    }

    /** The same path with one more query parameter. */
    public ResourcePath query(String name, String value) {
        return new ResourcePath(url.newBuilder().addQueryParameter(name, value).build(), redactor);
    }

    /**
     * The same path with only the query of a vendor's URI, as for the next page of a list. The URI's host and path are
     * ignored, because the call carries our credentials.
     *
     * @param uri absolute or relative; without a query, the result has none
     */
    public ResourcePath withQueryOf(String uri) {
        String beforeFragment = uri.split("#", 2)[0];
        int mark = beforeFragment.indexOf('?');
        String query = mark < 0 ? null : beforeFragment.substring(mark + 1);
        return new ResourcePath(url.newBuilder().encodedQuery(query).build(), redactor);
    }

    /** The values of the query, and the last segment, which is an id in a path that has one. */
    public List<String> values() {
        List<String> values = new ArrayList<>(List.of(url.pathSegments().get(url.pathSize() - 1)));
        for (int i = 0; i < url.querySize(); i++) {
            values.add(Objects.requireNonNullElse(url.queryParameterValue(i), ""));
        }
        values.removeIf(String::isEmpty);
        return values;
    }

    HttpUrl url() {
        return url;
    }

    /** The path only, with credentials redacted; the query may hold a number. */
    @Override
    public String toString() {
        return redactor.withoutSecrets(url.encodedPath());
    }
}
