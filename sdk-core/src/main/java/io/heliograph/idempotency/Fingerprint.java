package io.heliograph.idempotency;

import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.VendorOption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return value.length() == LENGTH;
    }

    public static Fingerprint of(SendRequest request) {
        MessageDigest digest = sha256();
        add(digest, request.to().e164());
        addContent(digest, request);
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /** The fingerprint of a bulk send's content, whoever the recipients are. */
    public static Fingerprint ofBulk(SendRequest content) {
        MessageDigest digest = sha256();
        add(digest, "bulk");
        addContent(digest, content);
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static void addContent(MessageDigest digest, SendRequest request) {
        add(digest, request.from().map(Sender::value).orElse(""));
        add(digest, request.text());
        add(digest, request.tag().orElse(""));
        add(digest, request.validity().map(Object::toString).orElse(""));
        add(digest, request.callbackUrl().map(Object::toString).orElse(""));
        add(digest, request.sendAt().map(Object::toString).orElse(""));
        request.media().forEach(url -> add(digest, url.toString()));
        request.options().stream()
                .map(option -> written(request, option))
                .sorted()
                .forEach(option -> {
                    add(digest, "option"); // no URL, so that media end here; a request without options keeps its
                    // fingerprint
                    add(digest, option);
                });
    }

    private static <T> String written(SendRequest request, VendorOption<T> option) {
        return option.fullName() + "=" + option.format(request.option(option).orElseThrow());
    }

    /** Adds a field after its length, so that no two contents give the same bytes. */
    private static void add(MessageDigest digest, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first 8 digits, which are enough to see a difference. */
    @Override
    public String toString() {
        return value.substring(0, SHORT);
    }
}
