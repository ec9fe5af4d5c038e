package io.heliograph.testkit.socket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The status line and the headers of one scripted response. */
record ResponseHead(int status, String contentType, List<String> lines) {

    ResponseHead(int status, String contentType, String... lines) {
        this(status, contentType, List.of(lines));
    }

    ResponseHead {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("Not the status of a final response: " + status);
        }
        mustBeOneLine(contentType);
        for (String line : lines) {
            mustBeOneLine(line);
            String name = line.substring(0, Math.max(line.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A header line is 'Name: value'");
            }
            if (name.equals("content-length") || name.equals("transfer-encoding")) {
                throw new IllegalArgumentException("The harness frames the body itself; for more use answerRaw");
            }
        }
    }

    private static void mustBeOneLine(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A header is one line");
        }
    }

    boolean announcesClose() {
        return lines.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).matches("connection:\\s*close\\s*"));
    }

    /** By the protocol, a 204 or 304 has neither a body nor a length. */
    boolean bodiless() {
        return status == 204 || status == 304;
    }

    byte[] bytes(int contentLength) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        if (!bodiless()) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        lines.forEach(line -> head.append(line).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
