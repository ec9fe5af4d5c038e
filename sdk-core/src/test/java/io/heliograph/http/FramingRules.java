package io.heliograph.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a response ends, by regular expressions over its whole text: what {@link ResponseFraming} finds byte by byte. */
final class FramingRules {
    private static final Pattern LINE = Pattern.compile("([^\\n]*?)\\r?\\n");
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: .*)?", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,16}");

    /** What is known after some bytes. */
    enum End {
        NOT_YET,
        DONE,
        UNKNOWN,
        NOT_HTTP
    }

    private final String wire;
    private int at;
    private boolean clean = true;
    private String length = "";
    private int lengths;
    private String coding = "";
    private int codings;
    private boolean keepsOpen;

    private FramingRules(String wire) {
        this.wire = wire;
    }

    static End of(String wire) {
        return new FramingRules(wire).end();
    }

    /** The next line without its end; a line feed if it hasn't ended. */
    private String line() {
        Matcher line = LINE.matcher(wire).region(at, wire.length());
        if (!line.lookingAt()) {
            return "\n";
        }
        at = line.end();
        return line.group(1);
    }

    private static boolean hasNotEnded(String line) {
        return line.equals("\n");
    }

    private End end() {
        int status;
        do {
            String first = line();
            if (hasNotEnded(first)) {
                return End.NOT_YET;
            }
            Matcher statusLine = STATUS_LINE.matcher(first);
            if (!statusLine.matches()) {
                return End.NOT_HTTP;
            }
            keepsOpen = statusLine.group(1).equals("1");
            status = Integer.parseInt(statusLine.group(2));
            lengths = 0;
            codings = 0;
            String line = line();
            for (; !line.isEmpty(); line = line()) {
                if (hasNotEnded(line)) {
                    return End.NOT_YET;
                }
                header(line);
            }
        } while (status < 200 && status != 101);
        return afterHead(status == 204 || status == 304);
    }

    private void header(String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        String name = line.substring(0, line.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        switch (name) {
            case "content-length:" -> {
                clean &= lengths++ == 0;
                length = value;
            }
            case "transfer-encoding:" -> {
                clean &= codings++ == 0;
                coding = value.toLowerCase(Locale.ROOT);
            }
            case "connection:" -> keepsOpen |= value.equalsIgnoreCase("keep-alive");
            default -> {}
        }
    }

    private End afterHead(boolean isBodiless) {
        clean &= keepsOpen;
        if (codings > 0) {
            clean &= lengths == 0 && coding.equals("chunked");
            return coding.contains("chunked") ? chunks() : End.UNKNOWN;
        }
        if (lengths == 0 ? !isBodiless : !LENGTH.matcher(length).matches()) {
            return End.UNKNOWN;
        }
        long left = lengths == 0 ? 0 : Long.parseLong(length);
        clean &= !isBodiless || left == 0;
        return left > wire.length() - at ? End.NOT_YET : ended(at + (int) left);
    }

    private End chunks() {
        while (true) {
            String line = line();
            if (hasNotEnded(line)) {
                return End.NOT_YET;
            }
            String size = line.split(";", 2)[0].strip();
            long left = CHUNK_SIZE.matcher(size).matches() ? Long.parseUnsignedLong(size, 16) : -1;
            if (left < 0) {
                return End.UNKNOWN;
            }
            if (left == 0) {
                return trailers();
            }
            if (left > wire.length() - at) {
                return End.NOT_YET;
            }
            at += (int) left;
            String end = line();
            if (hasNotEnded(end)) {
                return End.NOT_YET;
            }
            clean &= end.isEmpty();
        }
    }

    private End trailers() {
        while (true) {
            String line = line();
            if (hasNotEnded(line)) {
                return End.NOT_YET;
            }
            if (line.isEmpty()) {
                return ended(at);
            }
        }
    }

    private End ended(int end) {
        return clean && end == wire.length() ? End.DONE : End.UNKNOWN;
    }
}
