package io.heliograph.otp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Makes codes and what is kept of them. Thread-safe. */
@Component
final class CodeHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    // Six digits are soon tried out, so it is the key that hides them; it ends with the process, as the codes do.
    private final SecretKeySpec key;

    CodeHash() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Six random digits. */
    String newCode() {
        return "%06d".formatted(random.nextInt(CODES));
    }

    /** What is kept of a code; another one for each id. */
    byte[] of(String id, String code) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((id + "/" + code).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether both are the same, in a time that doesn't tell where they differ. */
    static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
