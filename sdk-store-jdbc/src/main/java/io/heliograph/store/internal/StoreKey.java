package io.heliograph.store.internal;

import io.heliograph.message.PhoneNumber;
import io.heliograph.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of a store: numbers are found by their keyed hash (HMAC-SHA256) and read back by decrypting them (AES-256-GCM).
 * Immutable and thread-safe.
 */
public final class StoreKey {
    /** The bytes of a key. */
    public static final int LENGTH = 32;

    private static final String HMAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String SETTING = "key";
    private static final String CHECK = "key-check";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec hashing;
    private final SecretKeySpec encrypting;

    /** Derives a key for each use, so that neither says anything about the other. */
    public StoreKey(byte[] secret) {
        hashing = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), "hash"), HMAC);
        encrypting = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), "encrypt"), "AES");
    }

    /**
     * The key of a database: the caller's, which must be the same each time, or one that the first start makes and keeps in
     * the database.
     */
    public static StoreKey of(Session session, byte @Nullable [] given) throws SQLException {
        byte[] secret = given == null ? keptSecret(session) : given;
        StoreKey key = new StoreKey(secret);
        String check = key.hash("check");
        if (!putOnce(session, CHECK, check).equals(check)) {
            throw new StoreException(
                    "the store was made with another key: set that one, or begin with empty tables", null);
        }
        return key;
    }

    private static byte[] keptSecret(Session session) throws SQLException {
        if (setting(session, CHECK).isPresent() && setting(session, SETTING).isEmpty()) {
            throw new StoreException("the store was made with a key from the settings: set the same key", null);
        }
        byte[] made = new byte[LENGTH];
        RANDOM.nextBytes(made);
        return Base64.getDecoder()
                .decode(putOnce(session, SETTING, Base64.getEncoder().encodeToString(made)));
    }

    /** Writes a setting unless it is there, and returns what is there. */
    private static String putOnce(Session session, String name, String value) throws SQLException {
        session.update(
                "INSERT INTO heliograph_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                value);
        return setting(session, name).orElseThrow();
    }

    private static Optional<String> setting(Session session, String name) throws SQLException {
        return session.first("SELECT value FROM heliograph_setting WHERE name = ?", row -> row.getString(1), name);
    }

    /** The keyed hash of a number, the same for all its spellings. */
    public String hash(PhoneNumber number) {
        return hash(number.canonical().e164());
    }

    /** The keyed hash of a text, as 64 hexadecimal digits. */
    public String hash(String text) {
        return HexFormat.of().formatHex(hmac(hashing, text));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Encrypts a text; each time differently, so that equal texts can't be seen. */
    public String encrypt(String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return Base64.getEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * Decrypts a text.
     *
     * @throws StoreException if it was encrypted with another key, or changed since
     */
    public String decrypt(String encrypted) {
        try {
            byte[] all = Base64.getDecoder().decode(encrypted);
            byte[] nonce = Arrays.copyOf(all, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException("a stored value can't be decrypted: it has another key, or was changed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encrypting, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
