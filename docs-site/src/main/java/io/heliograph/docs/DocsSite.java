package io.heliograph.docs;

import java.io.IOException;
import java.nio.file.Path;

/** The program that writes the site: {@code DocsSite ROOT FOLDER}, of the repository's root and the site's folder. */
public final class DocsSite {
    private DocsSite() {}

    /**
     * Writes the site.
     *
     * @throws IllegalStateException listing every broken link, before anything is written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: DocsSite ROOT FOLDER");
        }
        Path folder = Path.of(arguments[1]);
        Site site = Site.read(Path.of(arguments[0]));
        if (!site.problems().isEmpty()) {
            throw new IllegalStateException(
                    "the documentation has problems:\n  " + String.join("\n  ", site.problems()));
        }
        site.write(folder);
        System.out.println(site.pages().size() + " pages: " + folder.resolve("index.html"));
    }
}
