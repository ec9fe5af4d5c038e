package io.heliograph.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes a word that may be Base64, whole or glued to other characters. Stateless. */
final class DecodedWords {
    /** Shorter words encode fewer than 6 bytes. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

    private static final int QUANTUM = 4;

    private DecodedWords() {}

    /** What the word encodes, read from each of the first four characters; empty if it's too short. */
    static List<String> of(String word) {
        List<String> decoded = new ArrayList<>();
        Matcher encoded = ENCODED.matcher(word);
        while (encoded.find()) {
            String text = encoded.group().replace('-', '+').replace('_', '/');
            for (int from = 0; from < QUANTUM; from++) {
                String rest = text.substring(from);
                // A last quantum of one character encodes nothing
                String whole = rest.length() % QUANTUM == 1 ? rest.substring(0, rest.length() - 1) : rest;
                decoded.add(new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8));
            }
        }
        return decoded;
    }
}
