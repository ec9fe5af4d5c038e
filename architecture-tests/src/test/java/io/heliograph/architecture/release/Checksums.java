package io.heliograph.architecture.release;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums in hexadecimal, as Maven repositories have them. */
final class Checksums {
    private Checksums() {}

    /** @param algorithm such as {@code SHA-256} */
    static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("there is no " + algorithm, e);
        }
    }
}
