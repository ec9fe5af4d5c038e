package io.heliograph.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the links of the Markdown those of the site, and finds the broken ones. */
final class Links {
    /** Where the sources are: a placeholder until they are public. The site has the URL in no other place. */
    static final String REPOSITORY = "https://heliograph.example/heliograph";

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    private final Path root;
    private final Map<String, Page> pages;
    private final List<String> problems = new ArrayList<>();

    Links(Path root, Map<String, Page> pages) {
        this.root = root;
        this.pages = pages;
    }

    /** What is on the site at the place of a Markdown link: a page, a file of docs, or the source in the repository. */
    String resolve(Page from, String destination) {
        if (SCHEME.matcher(destination).matches()) {
            return destination;
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
            return page.equals(from) && !anchor.isEmpty() ? fragment : from.toRoot() + page.url() + fragment;
        }
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            problems.add(from.source() + " links to " + destination + ", and there is no such file");
        } else if (path.startsWith("docs/") && Files.isRegularFile(file)) {
            return from.toRoot() + path.substring("docs/".length());
        }
        return source(path, Files.isDirectory(file));
    }

    /** A file or folder in the repository. */
    static String source(String path, boolean isFolder) {
        return REPOSITORY + (isFolder ? "/tree/main/" : "/blob/main/") + path;
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
