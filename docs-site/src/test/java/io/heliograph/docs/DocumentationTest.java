package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of this repository becomes a site without broken links, lost text or content from elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TARGET = Pattern.compile("<(?:a|img|link|script)[^>]* (?:href|src)=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern FENCED = Pattern.compile("(?m)^```[^`\\n]*\\n((?s:.*?))^```$");
    private static final Pattern BLOCK = Pattern.compile("<pre[^>]*><code>((?s:.*?))</code></pre>");

    private Site site = Site.read(ROOT);

    DocumentationTest() throws IOException {}

    @BeforeAll
    void the_pages_are_there() {
        assertThat(site.pages()).hasSizeGreaterThan(30);
        assertThat(site.html())
                .containsKeys("index.html", "routes.html", "providers/wavix.html", "project/readme.html");
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void every_link_and_anchor_of_the_markdown_resolves_and_every_page_is_in_the_navigation_once() {
        assertThat(site.problems()).isEmpty();
    }

    /** By the HTML alone, in case that the Markdown's links are checked and written by the same mistake. */
    @Test
    void every_link_of_the_site_leads_to_a_file_and_an_anchor_of_it(@TempDir Path folder) throws IOException {
        site.write(folder);
        Map<Path, List<String>> ids = new HashMap<>();
        site.html().forEach((url, html) -> ids.put(folder.resolve(url), groups(ID, html)));

        site.html().forEach((url, html) -> {
            Path file = folder.resolve(url);
            for (String target : new HashSet<>(groups(TARGET, html))) {
                if (!target.startsWith("https://") && !target.startsWith("mailto:")) {
                    String[] parts = target.split("#", 2);
                    Path linked = parts[0].isEmpty()
                            ? file
                            : file.resolveSibling(parts[0]).normalize();
                    assertThat(linked).as("%s links to %s", url, target).isRegularFile();
                    assertThat(parts.length == 1
                                    || ids.getOrDefault(linked, List.of()).contains(parts[1]))
                            .as("the anchor of %s in %s", target, url)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void the_site_links_to_no_reserved_domain() {
        assertThat(site.html())
                .allSatisfy((url, html) -> assertThat(groups(TARGET, html))
                        .as(url)
                        .noneMatch(target -> target.matches("https?://[^/]*\\.example(/.*)?")));
    }

    @Test
    void the_sections_are_those_that_readers_look_for() {
        assertThat(site.navigation().sections())
                .extracting(Navigation.Section::title)
                .containsExactly(
                        "Start",
                        "Send safely",
                        "Deliver",
                        "Money",
                        "Run",
                        "Test",
                        "Providers",
                        "Reference",
                        "Change it");
    }

    @Test
    void no_word_is_lost_or_added() throws IOException {
        for (Page page : site.pages()) {
            String html = site.html().getOrDefault(page.url(), "");
            String markdown = Files.readString(ROOT.resolve(page.source()));
            assertThat(Words.difference(Words.ofMarkdown(markdown), Words.ofHtml(html)))
                    .as(page.source())
                    .isEmpty();
        }
    }

    /** With its blanks and signs, which the comparison of words doesn't see. */
    @Test
    void code_is_as_it_was_written() throws IOException {
        int seen = 0;
        for (Page page : site.pages()) {
            String html = site.html().getOrDefault(page.url(), "");
            List<String> shown = BLOCK.matcher(html)
                    .results()
                    .map(block -> Words.unescape(block.group(1).replaceAll("</?span[^>]*>", "")))
                    .toList();
            List<String> written = groups(FENCED, Files.readString(ROOT.resolve(page.source())));
            seen += written.size();
            assertThat(shown).as(page.source()).isEqualTo(written);
        }
        assertThat(seen).as("blocks of code").isGreaterThan(100);
    }

    @Test
    void no_page_loads_or_runs_anything_that_its_security_policy_forbids() {
        site.html().forEach((url, html) -> {
            assertThat(html).as(url).contains("default-src 'none'").doesNotContain(" style=\"", " onclick=", "<style");
            assertThat(Pattern.compile("<(script|img|link)\\b[^>]*")
                            .matcher(html)
                            .results()
                            .map(MatchResult::group))
                    .as(url)
                    .noneMatch(tag -> tag.contains("https:"))
                    .noneMatch(tag -> tag.equals("<script"));
        });
    }

    @Test
    void the_search_knows_every_page_and_heading() {
        String script = SearchIndex.script(site.pages(), site.navigation());

        assertThat(script.lines()).hasSize(site.pages().size() + 2);
        assertThat(script)
                .contains("\"title\":\"Routes\",\"section\":\"Send safely\",\"url\":\"routes.html\"")
                .containsPattern("\\[\"The answer to a send\",\"the-answer-to-a-send\",\"[^\"]* 33023 ");
        assertThat(site.pages())
                .allSatisfy(page -> assertThat(script).contains("\"url\":\"" + page.url() + "\""))
                .flatExtracting(page -> page.headings(2, 3))
                .allSatisfy(heading -> assertThat(script).contains(",\"" + heading.getValue() + "\","));
    }

    @Test
    void the_pages_of_the_folder_are_all_on_the_site() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            assertThat(site.pages())
                    .extracting(Page::source)
                    .containsAll(files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
    }
}
