package io.heliograph.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives invalid documents from a valid one. */
final class Mutations {
    private static final Pattern VALUE = Pattern.compile(
            "(?<=[:\\[,]\\s{0,9})(\"(?:[^\"\\\\]|\\\\.)*+\"(?!\\s*:)|-?[0-9][0-9.eE+-]*|true|false|null)");

    private static final Pattern FIELD_VALUE = Pattern.compile("(?<==)[^&=]*");

    /** Values that no vendor uses in any field, and values that one could. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "9".repeat(400),
            "\"\"",
            "\" \"",
            "\"+\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"..\"",
            "\"99999999999999999999\"",
            "\"9999-99-99T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59+18:00\"",
            "\"=\"",
            "{}",
            "[]",
            "[[null]]",
            "{\"a\":{\"a\":[1]}}",
            "[null,{},\"x\",1]");

    private Mutations() {}

    /** The document with each value in turn replaced by each odd one. */
    static List<String> wrongValues(String document, boolean form) {
        List<String> all = new ArrayList<>();
        for (String odd : ODD) {
            all.addAll(each(document, form, form ? field(odd) : odd));
        }
        return all;
    }

    /** The document with each value in turn replaced by a text of so many digits, letters and blanks. */
    static List<String> hugeValues(String document, boolean form, int size) {
        List<String> all = new ArrayList<>();
        for (String filler : List.of("7", "a", " ", "é", "+1", "=")) {
            String written = form ? URLEncoder.encode(filler, StandardCharsets.UTF_8) : filler;
            String value = written.repeat(size / written.length());
            all.addAll(each(document, form, form ? value : "\"" + value + "\""));
        }
        return all;
    }

    /** Odd JSON for the value of a field. */
    private static String field(String odd) {
        String bare = odd.startsWith("\"") ? odd.substring(1, odd.length() - 1) : odd;
        return URLEncoder.encode(bare.replace("\\u0000", "\u0000").replace("\\ud800", "%"), StandardCharsets.UTF_8);
    }

    private static List<String> each(String document, boolean form, String replacement) {
        List<String> all = new ArrayList<>();
        Matcher value = (form ? FIELD_VALUE : VALUE).matcher(document);
        while (value.find()) {
            all.add(document.substring(0, value.start()) + replacement + document.substring(value.end()));
        }
        return all;
    }

    /** The bytes with one to four pieces changed, removed, duplicated or replaced. */
    static byte[] random(byte[] document, Random random) {
        byte[] bytes = document;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(24));
        byte[] piece = Arrays.copyOfRange(bytes, from, to);
        byte[] instead = switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> joined(piece, piece);
            case 2 -> ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
            case 3 -> "{}[]\",:\\ ".substring(random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
            default -> {
                random.nextBytes(piece);
                yield piece;
            }
        };
        return joined(Arrays.copyOf(bytes, from), instead, Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private static byte[] joined(byte[]... pieces) {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
