package io.heliograph.cli;

import com.squareup.moshi.JsonWriter;
import io.heliograph.money.CostEstimate;
import io.heliograph.text.NonGsmCharacter;
import io.heliograph.text.Segments;
import io.heliograph.text.SmartEncodingResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The output of {@code segments} with {@code --json} and {@code --jsonl}. */
final class SegmentsJson {
    private SegmentsJson() {}

    static void write(JsonWriter json, Segments segments, SmartEncodingResult smart, List<CostEstimate> estimates)
            throws IOException {
        json.beginObject();
        writeFigures(json, segments);
        json.name("unitsLeft").value(segments.unitsLeft());
        json.name("nonGsm").beginArray();
        for (NonGsmCharacter character : segments.nonGsm()) {
            json.beginObject();
            json.name("codePoint").value(String.format(Locale.ROOT, "U+%04X", character.codePoint()));
            json.name("index").value(character.index());
            json.endObject();
        }
        json.endArray();
        json.name("smart").beginObject();
        json.name("segments").value(smart.after().parts());
        json.name("saved").value(smart.segmentsSaved());
        json.name("replacements").value(smart.replaced());
        json.endObject();
        json.name("providers").beginArray();
        for (CostEstimate estimate : estimates) {
            Json.writeEstimate(json, estimate);
        }
        json.endArray();
        json.endObject();
    }

    /** A text as a JSON string, in which an unpaired surrogate is escaped and so preserved. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    static void writeFigures(JsonWriter json, Segments segments) throws IOException {
        json.name("encoding").value(segments.encoding().label());
        json.name("segments").value(segments.parts());
        json.name("units").value(segments.units());
        json.name("perSegment").beginArray();
        for (int units : segments.unitsPerPart()) {
            json.value(units);
        }
        json.endArray();
        json.name("sendable").value(segments.sendable());
    }
}
