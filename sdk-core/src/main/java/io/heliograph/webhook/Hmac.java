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

/** HMAC, by the algorithms that every JDK has. */
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

    /** Whether something is what one of the secrets gives; the time doesn't tell which, nor how much of it was right. */
    static boolean isOfOne(List<Secret> secrets, byte[] given, Function<Secret, byte[]> right) {
        boolean found = false;
        for (Secret secret : secrets) {
            found |= MessageDigest.isEqual(right.apply(secret), given);
        }
        return found;
    }
}
