package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.SignatureScheme.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes HMACs with the JDK's algorithms. */
final class Hmac {
    private Hmac() {}

    /** HMAC-SHA256. */
    static byte[] of(Secret key, byte[]... pieces) {
        return of(Algorithm.HMAC_SHA256, key, pieces);
    }

    static byte[] of(Algorithm algorithm, Secret key, byte[]... pieces) {
        String name = algorithm.jdkName();
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), name));
            for (byte[] piece : pieces) {
                mac.update(piece);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }

    /** Whether a MAC matches one of the secrets; constant-time, so that it leaks neither which nor how many bytes match. */
    static boolean isOfOne(List<Secret> secrets, byte[] given, Function<Secret, byte[]> expected) {
        boolean found = false;
        for (Secret secret : secrets) {
            found |= MessageDigest.isEqual(expected.apply(secret), given);
        }
        return found;
    }
}
