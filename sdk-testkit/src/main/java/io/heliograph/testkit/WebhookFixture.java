package io.heliograph.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A webhook's body in the vendor's bytes, and its expected events. */
final class WebhookFixture {
    private static final String NOT_IN_QUERY = "\"#<>[\\]^`{|}";
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String name;
    private final byte[] body;
    private final String expected;

    private WebhookFixture(String name, byte[] body, String expected) {
        this.name = name;
        this.body = body;
        this.expected = expected;
    }

    /** All fixtures in a folder with this ending, sorted by name; a body without its {@code .expected} is an error. */
    static List<WebhookFixture> in(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .map(file -> read(folder, file.substring(0, file.length() - ending.length()), ending))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebhookFixture read(Path folder, String name, String ending) {
        try {
            return new WebhookFixture(
                    name,
                    Files.readAllBytes(folder.resolve(name + ending)),
                    Files.readString(folder.resolve(name + ".expected")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body as the query of a URL: what a URL can't contain is escaped. */
    static String asQuery(byte[] body) {
        StringBuilder query = new StringBuilder();
        for (byte each : body) {
            boolean isAllowed = each > ' ' && each < 0x7f && NOT_IN_QUERY.indexOf(each) < 0;
            query.append(isAllowed ? String.valueOf((char) each) : "%" + HEX.toHexDigits(each));
        }
        return STRAY_PERCENT.matcher(query).replaceAll("%25");
    }

    byte[] body() {
        return body.clone();
    }

    String expected() {
        return expected;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
