package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads texts from files and pipes. */
final class TextInput {
    /** More than any SMS holds; a longer input is refused without reading it all. */
    private static final int MAX_BYTES = 1 << 20;

    private TextInput() {}

    /** Opens a file, which the caller closes. */
    static InputStream open(String option, Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            checkPath(option, file);
            throw new CommandFailure(
                    ExitCode.BAD_DATA, option + " can't be read, because " + reason(file) + ": " + file);
        }
        return Files.newInputStream(file);
    }

    private static String reason(Path file) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        return Files.isDirectory(file) ? "it is a folder" : "its permissions don't allow it";
    }

    /** Ends the command if the path is a URL, which may have a password and isn't repeated. */
    private static void checkPath(String option, Path file) {
        try {
            Settings.parsePath(option, file.toString());
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    /** The text of a file. */
    static String read(String option, Path file) throws IOException {
        try (InputStream input = open(option, file)) {
            return read(input);
        }
    }

    /** A text of the command line, unless the locale has made replacement characters of what Java couldn't read. */
    static String argument(String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            throw new CommandFailure(
                    ExitCode.BAD_DATA,
                    "text couldn't be read in this locale; set LC_ALL to one of UTF-8, or give it in a file");
        }
        return text;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, "text isn't UTF-8");
        }
    }

    /** A text without the byte order mark that editors write before it, and without the line end that closes it. */
    static String read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(MAX_BYTES);
        if (input.read() >= 0) {
            throw new CommandFailure(ExitCode.BAD_DATA, "text has more than " + MAX_BYTES + " bytes");
        }
        String text = decoded(bytes);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
