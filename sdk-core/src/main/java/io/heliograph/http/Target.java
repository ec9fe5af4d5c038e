package io.heliograph.http;

import io.heliograph.message.InvalidRequestException;
import okhttp3.HttpUrl;

/** One place in a vendor's API. Immutable and thread-safe; make those with a fixed path once. */
public final class Target {
    private final HttpUrl url;

    Target(HttpUrl url) {
        this.url = url;
    }

    /**
     * The target below this one, for an id that came from outside.
     *
     * @throws InvalidRequestException if the id is empty, or could climb out of the path or hold a control character
     */
    public Target child(String segment) {
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            throw new InvalidRequestException("id", "isn't an id that can stand in a path");
        }
        if (segment.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '/' || c == '\\')) {
            throw new InvalidRequestException("id", "has a slash or a control character");
        }
        return new Target(url.newBuilder().addPathSegment(segment).build());
    }

    /** The same target with one more query parameter. */
    public Target query(String name, String value) {
        return new Target(url.newBuilder().addQueryParameter(name, value).build());
    }

    HttpUrl url() {
        return url;
    }

    /** The path only: a query may hold a number. */
    @Override
    public String toString() {
        return url.encodedPath();
    }
}
