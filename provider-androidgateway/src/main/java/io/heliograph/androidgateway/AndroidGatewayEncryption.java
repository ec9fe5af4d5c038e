package io.heliograph.androidgateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The end-to-end encryption of single values, with a passphrase that the phone's app shares (app 1.68, 2026-07-14):
 * AES-256-CBC with a key of PBKDF2-HMAC-SHA1; the salt is also the initialisation vector. Values have no signature.
 * Thread-safe.
 *
 * <p>A value takes about 250 ms at 75,000 iterations, because each value has its own salt and so its own key.
 */
final class AndroidGatewayEncryption {
    static final int USUAL_ITERATIONS = 75_000;
    static final int MIN_ITERATIONS = 1_000;

    /** More iterations take a thread half a minute for each value; a text from outside may contain any number. */
    static final int MAX_ITERATIONS = 10_000_000;

    private static final String SCHEME = "$aes-256-cbc/pbkdf2-sha1$i=";
    private static final Pattern VALUE =
            Pattern.compile(Pattern.quote(SCHEME) + "([0-9]{1,8})\\$([A-Za-z0-9+/=]{1,64})\\$([A-Za-z0-9+/=]+)");

    /** The salt is also the initialisation vector, so it has the length of an AES block. */
    private static final int SALT_BYTES = 16;

    private static final int KEY_BITS = 256;

    private final String passphrase;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();

    AndroidGatewayEncryption(String passphrase, int iterations) {
        this.passphrase = passphrase;
        this.iterations = iterations;
    }

    /** Encrypts a value with a new salt, so each call returns a different text. */
    String encrypt(String value) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encrypt(value, salt);
    }

    String encrypt(String value, byte[] salt) {
        try {
            byte[] hidden =
                    cipher(Cipher.ENCRYPT_MODE, salt, iterations).doFinal(value.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return SCHEME + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hidden);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The length of the encrypted value in characters. */
    int encryptedLength(String value) {
        int padded = (value.getBytes(StandardCharsets.UTF_8).length / SALT_BYTES + 1) * SALT_BYTES;
        int head = SCHEME.length() + Integer.toString(iterations).length() + 2;
        return head + base64Length(SALT_BYTES) + base64Length(padded);
    }

    private static int base64Length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** Decrypts a text; empty if the text isn't of this scheme, or is encrypted with another passphrase. */
    Optional<String> decrypt(String text) {
        Matcher value = VALUE.matcher(text);
        if (!value.matches()) {
            return Optional.empty();
        }
        int itsIterations = Integer.parseInt(value.group(1));
        if (itsIterations < 1 || itsIterations > MAX_ITERATIONS) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(value.group(2));
            byte[] hidden = Base64.getDecoder().decode(value.group(3));
            return salt.length == SALT_BYTES ? decrypt(hidden, salt, itsIterations) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // invalid Base64
        }
    }

    private Optional<String> decrypt(byte[] hidden, byte[] salt, int itsIterations) {
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, salt, itsIterations).doFinal(hidden);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString());
        } catch (BadPaddingException | IllegalBlockSizeException | CharacterCodingException e) {
            return Optional.empty(); // another passphrase, or truncated
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private Cipher cipher(int mode, byte[] salt, int itsIterations) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, itsIterations, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                    .generateSecret(spec)
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(salt));
            return cipher;
        } finally {
            spec.clearPassword();
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException(
                "this Java can't encrypt: " + e.getClass().getSimpleName());
    }
}
