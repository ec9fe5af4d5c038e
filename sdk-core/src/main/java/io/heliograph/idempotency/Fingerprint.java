package io.heliograph.idempotency;

import io.heliograph.internal.base.LowerHex;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.VendorOption;
import java.net.URI;

/**
 * The SHA-256 of a send's content, which tells whether two sends with one key are the same. Immutable and thread-safe.
 *
 * <p>It covers number, sender, text, media, tag, validity, callback URL, scheduled time and the options of providers.
 *
 * @param value 64 hexadecimal digits in lower case
 */
public record Fingerprint(String value) {
    private static final int LENGTH = 64;
    private static final int SHORT = 8;

    public Fingerprint {
        if (!isForm(value)) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits in lower case");
        }
    }

    private static boolean isForm(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (LowerHex.value(value.charAt(i)) < 0) {
                return false;
            }
        }
        return value.length() == LENGTH;
    }

    public static Fingerprint of(SendRequest request) {
        ContentHash hash = ContentHash.begin();
        hash.add(request.to().e164());
        return of(hash, request);
    }

    /** The fingerprint of a bulk send's content, whoever the recipients are. */
    public static Fingerprint ofBulk(SendRequest content) {
        ContentHash hash = ContentHash.begin();
        hash.add("bulk");
        return of(hash, content);
    }

    private static Fingerprint of(ContentHash hash, SendRequest request) {
        hash.add(request.from().map(Sender::value).orElse(""));
        hash.add(request.text());
        hash.add(request.tag().orElse(""));
        hash.add(request.validity().map(Object::toString).orElse(""));
        hash.add(request.callbackUrl().map(Object::toString).orElse(""));
        hash.add(request.sendAt().map(Object::toString).orElse(""));
        for (URI url : request.media()) {
            hash.add(url.toString());
        }
        if (!request.options().isEmpty()) {
            addOptions(hash, request);
        }
        return new Fingerprint(hash.end());
    }

    private static void addOptions(ContentHash hash, SendRequest request) {
        request.options().stream()
                .map(option -> written(request, option))
                .sorted()
                .forEach(option -> {
                    hash.add("option"); // no URL, so that media end here; a request without options keeps its
                    // fingerprint
                    hash.add(option);
                });
    }

    private static <T> String written(SendRequest request, VendorOption<T> option) {
        return option.fullName() + "=" + option.format(request.option(option).orElseThrow());
    }

    /** The first 8 digits, which are enough to see a difference. */
    @Override
    public String toString() {
        return value.substring(0, SHORT);
    }
}
