package io.heliograph.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/**
 * One request that a vendor sends of its own accord, about to be tried.
 *
 * @param event the vendor's name for the kind of it
 * @param attempt from 1 on
 * @param retries the waits before the attempts after the first
 */
record Notice(
        String vendor,
        URI target,
        String event,
        ByteString body,
        Signature signature,
        int attempt,
        List<Duration> retries) {

    /** The headers by which a vendor proves that a request is its own. */
    interface Signature {
        Map<String, String> headers(ByteString body, Instant now);

        /** The headers of a vendor that proves nothing. */
        static Signature none() {
            return (body, now) -> Map.of();
        }
    }

    static Notice first(
            String vendor, URI target, String event, Object json, Signature signature, List<Duration> retries) {
        return new Notice(vendor, target, event, Json.write(json), signature, 1, retries);
    }

    boolean isLast() {
        return attempt > retries.size();
    }

    /** How long after this attempt the next one comes. */
    Duration waitAfter() {
        return retries.get(attempt - 1);
    }

    Notice next() {
        return new Notice(vendor, target, event, body, signature, attempt + 1, retries);
    }

    /** Without the target and the body, which have tokens, numbers and texts. */
    @Override
    public String toString() {
        return "Notice[vendor=" + vendor + ", event=" + event + ", attempt=" + attempt + "]";
    }
}
