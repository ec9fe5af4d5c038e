package io.heliograph.testkit.socket;

import java.util.List;
import java.util.Locale;

/** The request line and the headers of one request, in the order received. */
record RequestHead(String method, String target, String version, List<Header> headers) {

    record Header(String name, String value) {}

    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    boolean chunked() throws BadRequestException {
        List<String> codings = values("Transfer-Encoding");
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new BadRequestException("Only one transfer coding is understood: chunked");
        }
        if (!values("Content-Length").isEmpty()) {
            throw new BadRequestException("Content-Length beside Transfer-Encoding");
        }
        return true;
    }

    int contentLength(int most) throws BadRequestException {
        List<String> lengths = values("Content-Length");
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new BadRequestException("Content-Length isn't one number");
        }
        long length = Long.parseLong(lengths.get(0));
        if (length > most) {
            throw BadRequestException.tooLarge(most);
        }
        return (int) length;
    }

    boolean endsConnection() {
        return version.equals("HTTP/1.0")
                || values("Connection").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
    }
}
