package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.heliograph.testing.Property;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final List<String> SCALARS = List.of(
            "0",
            "-1",
            "-0",
            "3.50",
            "1e5",
            "1E-3",
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "true",
            "False",
            "nUll",
            "nul",
            "\"\"",
            "\"a\\nb\\u00e9\\/\\'\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"รหัส\"",
            "\"\n\t\"",
            "'a'",
            "NaN");

    private static final String SPOIL = "{}[]\":,\\u0019.eE+-tfnrulase \u0000'/*#;=\n\f\t";

    private static boolean isAccepted(String json) {
        JsonScanner scanner = new JsonScanner(json);
        try {
            scanner.skip();
            scanner.end();
            return true;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private static boolean isAcceptedByMoshi(String json) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
            reader.skipValue();
            return reader.peek() == JsonReader.Token.END_DOCUMENT;
        } catch (IOException | JsonDataException e) {
            return false;
        }
    }

    @Test
    void the_same_documents_are_json_as_for_moshi() {
        Set<Boolean> seen = new HashSet<>();
        Property.check(20_000, random -> {
            String json = spoilt(random, value(random, 0));

            assertThat(isAccepted(json)).as("%s", json).isEqualTo(isAcceptedByMoshi(json));
            seen.add(isAccepted(json));
        });
        assertThat(seen).hasSize(2);
    }

    /** Every text of a valid document comes out as Moshi reads it. */
    @Test
    void names_and_texts_are_read_as_moshi_reads_them() throws IOException {
        String json = "{\"a\\u0062\":\"x\\ty\",\"é\":\"😀\\ud83d\\ude00\",\"\":\"\\\\\\\"\\/\\b\\f\\r\"}";

        assertThat(JsonBinding.texts().read(json)).isEqualTo(moshiTexts(json));
    }

    @SuppressWarnings("unchecked") // an object of strings
    private static Map<String, @Nullable String> moshiTexts(String json) throws IOException {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
            return (Map<String, @Nullable String>) reader.readJsonValue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254, 255, 256, 257})
    void the_depth_has_a_bound(int depth) {
        String json = "[".repeat(depth) + "]".repeat(depth);

        assertThat(isAccepted(json)).isEqualTo(depth <= JsonScanner.MAX_DEPTH).isEqualTo(isAcceptedByMoshi(json));
    }

    @Test
    void a_name_is_found_among_others_and_no_other_is() {
        Property.check(2_000, random -> {
            Set<String> names = new HashSet<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                names.add(Property.text(random, "abé_", 0, 4));
            }
            List<String> all = List.copyOf(names);
            String other = Property.text(random, "abé_", 0, 4);
            String text = "x" + other + "y";

            assertThat(new FieldNames(all).find(text, 1, text.length() - 1)).isEqualTo(all.indexOf(other));
        });
    }

    private static String value(Random random, int depth) {
        int kind = depth > 4 ? 0 : random.nextInt(8);
        if (kind < 4) {
            return SCALARS.get(random.nextInt(SCALARS.size()));
        }
        boolean list = kind < 6;
        StringBuilder json = new StringBuilder(list ? "[" : "{");
        for (int i = random.nextInt(4); i > 0; i--) {
            json.append(list ? "" : "\"a\\u0062\" :")
                    .append(value(random, depth + 1))
                    .append(i > 1 ? ", " : "");
        }
        return json.append(list ? ']' : '}').toString();
    }

    private static String spoilt(Random random, String json) {
        StringBuilder spoilt = new StringBuilder(json);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(spoilt.length() + 1);
            spoilt.replace(at, Math.min(spoilt.length(), at + random.nextInt(3)), Property.text(random, SPOIL, 0, 2));
        }
        return spoilt.toString();
    }
}
