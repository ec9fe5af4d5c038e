package io.heliograph.androidgateway;

import java.util.Optional;

/** Hides single values from the server, so that only the phone can read them. Thread-safe. */
interface Encryption {
    /** The value as it goes out; another text each time. */
    String encrypt(String value);

    /** How long the value will be as it goes out. */
    int encryptedLength(String value);

    /** The value behind a text; empty where the text is none of this scheme, or was made with another secret. */
    Optional<String> decrypt(String text);
}
