package io.heliograph.otp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Generates codes and their hashes. Thread-safe. */
@Component
final class CodeHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    // Six digits can be brute-forced, so the key protects them; it is lost with the process, as the codes are.
    private final SecretKeySpec key;

    CodeHash() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Six random digits, in ASCII whatever the default locale is. */
    String newCode() {
        return String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
    }

    /** The hash of a code, which differs for each id. */
    byte[] of(String id, String code) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((id + "/" + code).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Compares two hashes in constant time. */
    static boolean same(byte[] first, byte[] second) {
        return MessageDigest.isEqual(first, second);
    }
}
