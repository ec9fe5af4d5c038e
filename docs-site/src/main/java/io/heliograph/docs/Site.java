package io.heliograph.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The site of a repository: its pages as HTML, and the files beside them. */
final class Site {
    private static final List<String> OWN_FILES = List.of("site.css", "site.js", "icon.svg");

    private final Path root;
    private final Map<String, Page> pages;
    private final Map<String, String> html = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Navigation navigation;

    private Site(Path root, String repository, Map<String, Page> pages) {
        this.root = root;
        this.pages = pages;
        navigation = new Navigation(pages);
        Links links = new Links(root, repository, pages);
        PageRenderer renderer = new PageRenderer(links);
        Layout layout = new Layout(navigation, links, Files.isDirectory(javadoc()));
        pages.values().forEach(page -> html.put(page.url(), layout.html(page, renderer.render(page))));
        problems.addAll(navigation.problems());
        problems.addAll(links.problems());
    }

    /** Reads the Markdown files of the root and of {@code docs}. */
    static Site read(Path root) throws IOException {
        return read(root, Links.REPOSITORY);
    }

    /** Reads them for a repository with this URL. */
    static Site read(Path root, String repository) throws IOException {
        Map<String, Page> pages = new LinkedHashMap<>();
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            for (Path file : Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String source = root.relativize(file).toString().replace('\\', '/');
                pages.put(source, Page.of(source, PageRenderer.parse(Files.readString(file))));
            }
        }
        return new Site(root, repository, pages);
    }

    private Path javadoc() {
        return root.resolve(Path.of("target", "reports", "apidocs"));
    }

    List<Page> pages() {
        return List.copyOf(pages.values());
    }

    Navigation navigation() {
        return navigation;
    }

    /** The pages' HTML by their URLs. */
    Map<String, String> html() {
        return html;
    }

    /** Broken links, and pages that the navigation lacks or has twice. */
    List<String> problems() {
        return problems;
    }

    /** Writes all files, and the Javadoc of all modules if it has been made. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> page : html.entrySet()) {
            write(folder.resolve(page.getKey()), page.getValue());
        }
        write(folder.resolve("search.js"), SearchIndex.script(pages(), navigation));
        for (String name : OWN_FILES) {
            try (InputStream file = Site.class.getResourceAsStream(name)) {
                if (file == null) {
                    throw new IOException("the file " + name + " of the site is missing");
                }
                Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        copy(root.resolve("docs"), folder);
        if (Files.isDirectory(javadoc())) {
            copy(javadoc(), folder.resolve("javadoc"));
        }
    }

    private static void write(Path file, String text) throws IOException {
        createFolder(file);
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void createFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** Copies the files of a folder other than Markdown. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                createFolder(copy);
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
