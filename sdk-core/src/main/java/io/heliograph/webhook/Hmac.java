package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.SignatureScheme.Algorithm;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;

/** Computes HMACs with the JDK's algorithms. */
final class Hmac {
    private Hmac() {}

    /** HMAC-SHA256. */
    static byte[] of(Secret key, byte[]... pieces) {
        return new HmacKey(Algorithm.HMAC_SHA256, key).of(pieces);
    }

    /** Whether a MAC matches that of one of the keys; constant-time, so that it leaks neither which nor how many bytes match. */
    static <K> boolean isOfOne(List<K> keys, byte[] given, Function<K, byte[]> expected) {
        boolean found = false;
        for (K key : keys) {
            found |= MessageDigest.isEqual(expected.apply(key), given);
        }
        return found;
    }
}
