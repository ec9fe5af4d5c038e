package io.heliograph.settings;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in UTF-8 that a setting names: by its path, as {@code file:/etc/prices.csv}, or as {@code classpath:prices.csv}, by which
 * an application finds what is packaged with it. Immutable and thread-safe.
 *
 * @param path its path; empty where it is on the class path
 */
record SettingFile(Optional<Path> path, String resource) {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    /** What begins a URL; a single letter is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    /**
     * The file at a place.
     *
     * @throws InvalidPathException if it is no path of a file
     */
    static SettingFile of(String place) {
        if (place.startsWith(CLASS_PATH)) {
            return new SettingFile(
                    Optional.empty(), place.substring(CLASS_PATH.length()).replaceFirst("^/+", ""));
        }
        if (isForeignUrl(place)) {
            throw new InvalidPathException(place, "is a URL of something else");
        }
        return new SettingFile(Optional.of(place.startsWith(FILE) ? ofUrl(place) : Path.of(place)), "");
    }

    /** Whether a place is a URL, such as a database's with its password, and neither a file's nor on the class path. */
    static boolean isForeignUrl(String place) {
        String url = place.strip();
        return SCHEME.matcher(url).lookingAt() && !url.startsWith(FILE) && !url.startsWith(CLASS_PATH);
    }

    private static Path ofUrl(String url) {
        String path = url.substring(FILE.length());
        try {
            return path.startsWith("/") ? Path.of(URI.create(url)) : Path.of(path);
        } catch (IllegalArgumentException e) { // a host, a blank or a query
            throw new InvalidPathException(url, "is no URL of a file");
        }
    }

    /**
     * Opens it.
     *
     * @throws FileNotFoundException if there is no such resource on the class path
     */
    BufferedReader open() throws IOException {
        if (path.isPresent()) {
            return Files.newBufferedReader(path.get(), StandardCharsets.UTF_8);
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader classes = context == null ? ClassLoader.getSystemClassLoader() : context;
        InputStream stream = classes.getResourceAsStream(resource);
        if (stream == null || resource.isEmpty() || resource.endsWith("/")) { // or a folder
            throw new FileNotFoundException(resource);
        }
        return new BufferedReader(new InputStreamReader(
                stream,
                StandardCharsets.UTF_8.newDecoder())); // it reports what isn't UTF-8, where a charset would replace it
    }
}
