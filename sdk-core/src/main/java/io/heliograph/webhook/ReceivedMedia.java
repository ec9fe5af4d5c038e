package io.heliograph.webhook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of an MMS that was received. Immutable and thread-safe. */
public final class ReceivedMedia {
    private final String contentType;
    private final @Nullable String name;
    private final @Nullable String url;
    private final byte @Nullable [] content;

    /** A file; null for what the vendor doesn't give. */
    public ReceivedMedia(
            @Nullable String contentType, @Nullable String name, @Nullable String url, byte @Nullable [] content) {
        this.contentType = contentType == null ? "" : contentType;
        this.name = name;
        this.url = url;
        this.content = content == null ? null : content.clone();
    }

    /** The MIME type as the vendor gives it, which whoever sent the file has chosen; empty where it doesn't. */
    public String contentType() {
        return contentType;
    }

    /** The name of the file as its sender wrote it: no path to write to. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Where the file is, as the vendor wrote it; empty where it came along or isn't offered. */
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /** The file itself, where it came along. */
    public Optional<byte[]> content() {
        return content == null ? Optional.empty() : Optional.of(content.clone());
    }

    @Override
    public String toString() {
        return "ReceivedMedia[" + contentType + "]";
    }
}
