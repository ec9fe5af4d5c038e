package io.heliograph.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the files of the page must not have: markup made of texts, code for eval, and anything from elsewhere. */
class PageSourceTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/heliograph/sandbox/page");
    private static final Pattern URL = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]+[^\\s\"'`)]*");
    /** Names, not addresses that are loaded; and the link in the text of the first message. */
    private static final List<String> NAMES = List.of("http://www.w3.org/2000/svg", "https://example.com/verify");

    private static final Pattern IMPORT = Pattern.compile("from \"(\\./[a-z-]+\\.js)\"");
    private static final Pattern ASSET = Pattern.compile("\"/assets/([a-z-]+\\.[a-z]+)\"");
    private static final int MAX_LINES = 400;

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(sources).hasSizeGreaterThan(20).containsKeys("index.html", "main.js", "base.css");
        return sources;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void nothing_is_loaded_from_elsewhere() throws IOException {
        sources()
                .forEach((file, source) -> assertThat(all(URL, source)).as(file).allMatch(NAMES::contains));
    }

    @Test
    void no_markup_is_made_of_texts() throws IOException {
        sources()
                .forEach((file, source) -> assertThat(source)
                        .as(file)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "createContextualFragment",
                                "DOMParser",
                                "setHTMLUnsafe",
                                "eval(",
                                "new Function",
                                "srcdoc",
                                "javascript:"));
    }

    @Test
    void what_the_policy_forbids_in_a_page_is_not_there() throws IOException {
        assertThat(sources().get("index.html"))
                .doesNotContain("<style")
                .doesNotContainPattern("<script>")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("\\sstyle=");
    }

    @Test
    void every_module_and_asset_that_is_named_is_there() throws IOException {
        Map<String, String> sources = sources();
        sources.forEach((file, source) -> {
            assertThat(IMPORT.matcher(source)
                            .results()
                            .map(found -> found.group(1).substring(2)))
                    .as(file)
                    .allMatch(sources::containsKey);
            assertThat(ASSET.matcher(source).results().map(found -> found.group(1)))
                    .as(file)
                    .allMatch(sources::containsKey);
        });
    }

    @Test
    void every_file_is_used() throws IOException {
        Map<String, String> sources = sources();
        String all = sources.values().stream().collect(Collectors.joining("\n"));

        assertThat(sources.keySet())
                .filteredOn(file -> !file.equals("index.html"))
                .allMatch(file -> all.contains("\"./" + file + "\"") || all.contains("\"/assets/" + file + "\""));
    }

    @Test
    void a_file_is_short() throws IOException {
        sources()
                .forEach((file, source) ->
                        assertThat(source.lines().count()).as(file).isLessThanOrEqualTo(MAX_LINES));
    }
}
