package io.heliograph.cli.lint;

import com.squareup.moshi.JsonWriter;
import io.heliograph.text.lint.CostlyCharacter;
import io.heliograph.text.lint.Placeholder;
import io.heliograph.text.lint.SmsText;
import io.heliograph.text.lint.TextFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import okio.Buffer;

/** The output of {@code lint} with {@code --json}: figures and places, and no text. */
final class LintJson {
    private LintJson() {}

    static String document(LintResult result) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.setIndent("  ");
            write(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }

    private static void write(JsonWriter json, LintResult result) throws IOException {
        json.beginObject();
        json.name("failed").value(result.hasFailed());
        json.name("texts").beginArray();
        for (SmsText text : result.texts()) {
            write(json, text);
        }
        json.endArray();
        json.name("errors").beginArray();
        for (TextFileException error : result.errors()) {
            json.beginObject();
            json.name("file").value(error.file());
            json.name("line").value(error.line());
            json.name("problem").value(error.problem());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void write(JsonWriter json, SmsText text) throws IOException {
        json.beginObject();
        json.name("file").value(text.file());
        json.name("line").value(text.line());
        json.name("key").value(text.key());
        Optional<String> locale = text.locale();
        if (locale.isPresent()) {
            json.name("locale").value(locale.get());
        }
        json.name("encoding").value(text.segments().encoding().label());
        json.name("segments").value(text.segments().parts());
        json.name("units").value(text.segments().units());
        json.name("sendable").value(text.segments().sendable());
        json.name("unitsOverOne").value(text.unitsOverOne());
        json.name("ucs2By").beginArray();
        for (CostlyCharacter character : text.costly()) {
            json.beginObject();
            json.name("codePoint").value(String.format(Locale.ROOT, "U+%04X", character.codePoint()));
            json.name("index").value(character.index());
            if (character.replacement().isPresent()) {
                json.name("replacement").value(character.replacement().get());
            }
            json.endObject();
        }
        json.endArray();
        json.name("smartSegments").value(text.smart().after().parts());
        json.name("placeholders").beginArray();
        for (Placeholder placeholder : text.placeholders()) {
            json.beginObject();
            json.name("name").value(placeholder.name());
            json.name("index").value(placeholder.index());
            json.name("assumed").value(placeholder.assumed());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
