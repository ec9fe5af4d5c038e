package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.SignatureScheme.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret with its algorithm; the look-up in the JDK and the key are made once, and copied for each MAC. Thread-safe. */
final class HmacKey {
    private final Algorithm algorithm;
    private final Secret secret;

    /** Never updated, only copied. Made at the first use, since an application's start doesn't need it. */
    private volatile @Nullable Mac prepared;

    HmacKey(Algorithm algorithm, Secret secret) {
        this.algorithm = algorithm;
        this.secret = secret;
    }

    private Mac newMac() {
        String name = algorithm.jdkName();
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), name));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }

    /** The HMAC of these pieces, one after the other. */
    byte[] of(byte[]... pieces) {
        Mac mac = copy();
        for (byte[] piece : pieces) {
            mac.update(piece);
        }
        return mac.doFinal();
    }

    private Mac copy() {
        Mac mac = prepared;
        if (mac == null) {
            mac = newMac();
            prepared = mac;
        }
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            return newMac(); // of a security provider whose MACs can't be copied
        }
    }
}
