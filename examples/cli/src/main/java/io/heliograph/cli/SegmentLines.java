package io.heliograph.cli;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.heliograph.text.Segments;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;

/** Reads JSON lines with texts and writes a JSON line with the figures of each, in the memory of one line. */
final class SegmentLines {
    private static final int MAX_BYTES = 16 << 20;
    private static final int LINES_BETWEEN_CHECKS = 1_000;
    private static final int MAX_BLANKS = 1_000;
    private static final ByteString BYTE_ORDER_MARK = ByteString.encodeUtf8("\uFEFF");

    private final InputStream in;
    private final BufferedSource source;
    private final PrintWriter out;
    private int line;

    SegmentLines(InputStream in, PrintWriter out) {
        this.in = in;
        this.out = out;
        source = Okio.buffer(Okio.source(in));
    }

    /** A line of the input; the id is a text, a number, a boolean or null, as JSON. */
    private record Query(String id, String text) {}

    /** Reads to the end of the input, or until the output is closed; flushes before it waits for more input. */
    void answerAll() throws IOException {
        while (!source.exhausted() && !isOutputClosed()) {
            Buffer bytes = nextLine();
            if (!isBlank(bytes)) {
                out.print(response(query(bytes)));
                out.print('\n');
            }
            if (source.getBuffer().exhausted() && in.available() == 0) {
                out.flush();
            }
        }
        out.flush();
    }

    /** Whether the output pipe is closed; checked only now and then, because the check flushes. */
    private boolean isOutputClosed() {
        return line % LINES_BETWEEN_CHECKS == 0 && out.checkError();
    }

    private Buffer nextLine() throws IOException {
        line++;
        Buffer bytes = new Buffer();
        long end = source.indexOf((byte) '\n', 0, MAX_BYTES);
        if (end >= 0) {
            bytes.write(source, end);
            source.skip(1);
        } else if (source.request(MAX_BYTES)) {
            throw fault("has more than " + MAX_BYTES + " bytes");
        } else {
            bytes.writeAll(source);
        }
        if (line == 1 && bytes.rangeEquals(0, BYTE_ORDER_MARK)) {
            bytes.skip(BYTE_ORDER_MARK.size());
        }
        return bytes;
    }

    private static boolean isBlank(Buffer bytes) {
        return bytes.size() < MAX_BLANKS && bytes.snapshot().utf8().isBlank();
    }

    private Query query(Buffer bytes) throws IOException {
        String id = "null";
        String text = null;
        try (JsonReader json = JsonReader.of(bytes)) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "id" -> id = id(json);
                    case "text" -> text = text(json);
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (json.peek() != JsonReader.Token.END_DOCUMENT) {
                throw fault("goes on after the object");
            }
        } catch (JsonDataException | NumberFormatException | EOFException e) {
            throw fault("isn't an object such as {\"id\":1,\"text\":\"hello\"}");
        } catch (com.squareup.moshi.JsonEncodingException e) {
            throw fault("isn't JSON");
        }
        if (text == null) {
            throw fault("has no text");
        }
        return new Query(id, text);
    }

    private String id(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case STRING -> SegmentsJson.quoted(json.nextString());
            case NUMBER -> json.nextString();
            case BOOLEAN -> String.valueOf(json.nextBoolean());
            case NULL -> String.valueOf(json.<Object>nextNull());
            default -> throw fault("has an id that is no text and no number");
        };
    }

    private String text(JsonReader json) throws IOException {
        if (json.peek() != JsonReader.Token.STRING) {
            throw fault("has a text that is no string");
        }
        return json.nextString();
    }

    private static String response(Query query) throws IOException {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject();
            json.name("id");
            try (BufferedSink id = json.valueSink()) {
                id.writeUtf8(query.id());
            }
            SegmentsJson.writeFigures(json, Segments.of(query.text()));
            json.endObject();
        }
        return buffer.readUtf8();
    }

    private CommandFailure fault(String problem) {
        out.flush(); // the lines before stay answered
        return new CommandFailure(ExitCode.BAD_DATA, "line " + line + " " + problem);
    }
}
