package io.heliograph.webhook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of a received MMS. Immutable and thread-safe. */
public final class ReceivedMedia {
    private final String contentType;
    private final @Nullable String name;
    private final @Nullable String url;
    private final byte @Nullable [] content;

    /** A file; null for what the vendor omits. */
    public ReceivedMedia(
            @Nullable String contentType, @Nullable String name, @Nullable String url, byte @Nullable [] content) {
        this.contentType = contentType == null ? "" : contentType;
        this.name = name;
        this.url = url;
        this.content = content == null ? null : content.clone();
    }

    /** The MIME type as the vendor gives it, chosen by the file's sender; empty where the vendor gives none. */
    public String contentType() {
        return contentType;
    }

    /** The file name as its sender wrote it: don't use it as a path. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The file's URL as the vendor wrote it; empty where the content is included or there is none. */
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /** The file's content, where the webhook included it. */
    public Optional<byte[]> content() {
        return content == null ? Optional.empty() : Optional.of(content.clone());
    }

    @Override
    public String toString() {
        return "ReceivedMedia[" + contentType + "]";
    }
}
