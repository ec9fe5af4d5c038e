package io.heliograph.store.internal;

import io.heliograph.message.PhoneNumber;
import io.heliograph.store.StoreException;
import io.heliograph.store.StoreKeyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    private static final String REPLACED = "key-replaced";

    private final SecretKeySpec hashing;
    private final SecretKeySpec encrypting;
    private final List<StoreKey> others;

    public StoreKey(byte[] secret) {
        this(secret, List.of());
    }

    /**
     * Derives a key for each use, so that neither says anything about the other.
     *
     * @param others keys that values may have too; they are read, and never written with
     */
    private StoreKey(byte[] secret, List<StoreKey> others) {
        this.others = others;
        hashing = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), "hash"), HMAC);
        encrypting = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), "encrypt"), "AES");
    }

    /**
     * The key of a database: the caller's, which must be the same each time unless it is rotated, or one that the first start
     * makes and keeps in the database.
     *
     * @param previous secrets that values may have too, in a rotation; else null
     */
    public static StoreKey of(Session session, byte @Nullable [] given, @Nullable List<byte[]> previous)
            throws SQLException {
        byte[] current = given == null ? keptSecret(session) : given;
        StoreKey key = new StoreKey(current, previous == null ? List.of() : others(session, current, previous));
        String check = key.check();
        if (isReplaced(session, check)) {
            throw new StoreKeyException("this key of the store was replaced by another: set that one");
        }
        String stored = putOnce(session, CHECK, check);
        if (!stored.equals(check) && key.others.stream().map(StoreKey::check).noneMatch(stored::equals)) {
            throw new StoreKeyException(
                    "the store was made with another key: set that one, or begin with empty tables");
        }
        return key;
    }

    /** In a rotation the key that the store made itself is one of those that are replaced. */
    private static List<StoreKey> others(Session session, byte[] current, List<byte[]> previous) throws SQLException {
        List<StoreKey> others = new ArrayList<>();
        previous.forEach(secret -> others.add(new StoreKey(secret)));
        setting(session, SETTING)
                .map(Base64.getDecoder()::decode)
                .filter(kept -> !Arrays.equals(kept, current))
                .ifPresent(kept -> others.add(new StoreKey(kept)));
        return List.copyOf(others);
    }

    private String check() {
        return hash("check");
    }

    private static boolean isReplaced(Session session, String check) throws SQLException {
        return setting(session, REPLACED)
                .filter(checks -> List.of(checks.split(" ", -1)).contains(check))
                .isPresent();
    }

    /** Records that all has this key now, so that none of the others can be used as the current one any more. */
    public void replaceOthers(Session session) throws SQLException {
        SortedSet<String> replaced = new TreeSet<>();
        setting(session, REPLACED).ifPresent(checks -> replaced.addAll(List.of(checks.split(" ", -1))));
        others.forEach(other -> replaced.add(other.check()));
        put(session, REPLACED, String.join(" ", replaced));
        put(session, CHECK, check());
        session.update("DELETE FROM heliograph_setting WHERE name = ?", SETTING);
    }

    private static void put(Session session, String name, String value) throws SQLException {
        session.update(
                "INSERT INTO heliograph_setting (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** Whether values may have other keys too, because the key is being rotated. */
    public boolean isRotating() {
        return !others.isEmpty();
    }

    private static byte[] keptSecret(Session session) throws SQLException {
        if (setting(session, CHECK).isPresent() && setting(session, SETTING).isEmpty()) {
            throw new StoreKeyException("the store was made with a key from the settings: set the same key");
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

    /** The hashes that a number may be found by: that of this key first, and those of the others in a rotation. */
    public List<String> hashes(PhoneNumber number) {
        if (others.isEmpty()) {
            return List.of(hash(number));
        }
        List<String> all = new ArrayList<>();
        all.add(hash(number));
        others.forEach(other -> all.add(other.hash(number)));
        return all;
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
        Optional<String> text = tryDecrypt(encrypted);
        for (int i = 0; text.isEmpty() && i < others.size(); i++) {
            text = others.get(i).tryDecrypt(encrypted);
        }
        return text.orElseThrow(() ->
                new StoreException("a stored value can't be decrypted: it has another key, or was changed", null));
    }

    /** The text of a value that was encrypted with this key itself. */
    private Optional<String> tryDecrypt(String encrypted) {
        try {
            byte[] all = Base64.getDecoder().decode(encrypted);
            byte[] nonce = Arrays.copyOf(all, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same text encrypted with this key; the value itself if it has this key already. */
    public String reencrypt(String encrypted) {
        return tryDecrypt(encrypted).isPresent() ? encrypted : encrypt(decrypt(encrypted));
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encrypting, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
