package io.heliograph.text.lint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads a file by the ending of its name. */
final class TextFile {
    private static final int MAX_BYTES = 16 << 20;

    private TextFile() {}

    static List<TextEntries.Entry> read(Path file) {
        TextEntries entries = new TextEntries(file);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        switch (ending) {
            case "properties" -> PropertiesParser.parse(lines(content(file, entries, true)), entries);
            case "json" -> JsonParser.parse(content(file, entries, false), entries);
            case "yaml", "yml" -> YamlParser.parse(lines(content(file, entries, false)), entries);
            case "txt" -> entries.text(1, "", withoutLineEnd(content(file, entries, false)));
            default ->
                throw entries.problem(
                        0,
                        "is of a kind that isn't read; its name must end with .properties, .json, .yaml, .yml or .txt");
        }
        return entries.all();
    }

    private static List<String> lines(String content) {
        return List.of(content.split("\r\n|\n|\r", -1));
    }

    private static String withoutLineEnd(String content) {
        if (content.endsWith("\r\n")) {
            return content.substring(0, content.length() - 2);
        }
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }

    /** @param orLatin as Java reads properties that aren't UTF-8 */
    private static String content(Path file, TextEntries entries, boolean orLatin) {
        byte[] bytes = bytes(file, entries);
        if (isUtf16(bytes)) {
            throw entries.problem(0, "is UTF-16; save it as UTF-8");
        }
        String content;
        try {
            content = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            if (!orLatin) {
                throw entries.problem(firstBadLine(bytes), "isn't UTF-8");
            }
            content = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return content.startsWith("\uFEFF") ? content.substring(1) : content;
    }

    /** Whether it begins with the byte order mark of UTF-16, or has a NUL, as each ASCII character of UTF-16 has. */
    private static boolean isUtf16(byte[] bytes) {
        if (beginsWith(bytes, (byte) 0xFF, (byte) 0xFE) || beginsWith(bytes, (byte) 0xFE, (byte) 0xFF)) {
            return true;
        }
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(byte[] bytes, byte first, byte second) {
        return bytes.length > 1 && bytes[0] == first && bytes[1] == second;
    }

    private static byte[] bytes(Path file, TextEntries entries) {
        if (!Files.isRegularFile(file)) {
            throw entries.problem(0, noFile(file));
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw entries.problem(0, "has more than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw entries.problem(0, "can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static String noFile(Path file) {
        if (Files.isDirectory(file)) {
            return "is a folder; name its files";
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "isn't a file" : "isn't there";
    }

    /** The first line that isn't UTF-8; a line end is never a part of another character. */
    private static int firstBadLine(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, i - start));
                } catch (CharacterCodingException e) {
                    return line;
                }
                line++;
                start = i + 1;
            }
        }
        return line;
    }
}
