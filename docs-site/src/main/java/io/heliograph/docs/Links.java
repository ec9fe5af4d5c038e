package io.heliograph.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the links of the Markdown those of the site, and finds the broken ones. */
final class Links {
    /**
     * Where the sources are: a placeholder until they are public. The site has the URL in no other place, and links to no
     * sources as long as its host is of the reserved domain {@code .example}.
     */
    static final String REPOSITORY = "https://heliograph.example/heliograph";

    private static final Pattern PLACEHOLDER = Pattern.compile("https?://([^/]+\\.)?example(/.*)?");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    private final Path root;
    private final String repository;
    private final Map<String, Page> pages;
    private final List<String> problems = new ArrayList<>();

    /** @param repository the URL of the sources */
    Links(Path root, String repository, Map<String, Page> pages) {
        this.root = root;
        this.repository = repository;
        this.pages = pages;
    }

    /**
     * What is on the site at the place of a Markdown link: a page, a file of docs, or the source in the repository; nothing if
     * that has no address yet.
     */
    Optional<String> resolve(Page from, String destination) {
        if (SCHEME.matcher(destination).matches()) {
            return Optional.of(destination);
        }
        String path = path(from.source(), destination);
        int hash = destination.indexOf('#');
        String anchor = hash < 0 ? "" : destination.substring(hash + 1);
        Page page = pages.get(path);
        if (page != null) {
            if (!anchor.isEmpty() && !page.headings().containsValue(anchor)) {
                problems.add(from.source() + " links to " + destination + ", and there is no such heading");
            }
            String fragment = anchor.isEmpty() ? "" : "#" + anchor;
            return Optional.of(
                    page.equals(from) && !anchor.isEmpty() ? fragment : from.toRoot() + page.url() + fragment);
        }
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            problems.add(from.source() + " links to " + destination + ", and there is no such file");
        } else if (path.startsWith("docs/") && Files.isRegularFile(file)) {
            return Optional.of(from.toRoot() + path.substring("docs/".length()));
        }
        return source(path, Files.isDirectory(file));
    }

    /** The URL of a file or folder in the repository; nothing while the repository's address is the placeholder. */
    Optional<String> source(String path, boolean isFolder) {
        return PLACEHOLDER.matcher(repository).matches()
                ? Optional.empty()
                : Optional.of(repository + (isFolder ? "/tree/main/" : "/blob/main/") + path);
    }

    /** The path that a link names, relative to the repository's root, without its anchor. */
    static String path(String from, String destination) {
        int hash = destination.indexOf('#');
        String link = hash < 0 ? destination : destination.substring(0, hash);
        if (link.isEmpty()) {
            return from;
        }
        Path source = Path.of(from);
        return source.resolveSibling(link).normalize().toString().replace('\\', '/');
    }

    /** One line for each broken link that was resolved. */
    List<String> problems() {
        return problems;
    }
}
