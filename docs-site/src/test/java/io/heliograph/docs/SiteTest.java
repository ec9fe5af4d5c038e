package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of a few pages: what is found, and what its HTML is like. */
class SiteTest {
    private static final String FRONT =
            "# Docs\n\nAll of it.\n\n## Start\n\n* [One](one.md): the first\n* [Two](more/two.md)\n";

    @TempDir
    private Path root = Path.of("");

    private Site site(Map<String, String> pages) throws IOException {
        return site(pages, Links.REPOSITORY);
    }

    private Site site(Map<String, String> pages, String repository) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = root.resolve("docs").resolve(page.getKey());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, page.getValue());
        }
        return Site.read(root, repository);
    }

    private Site site(String one, String two) throws IOException {
        return site(Map.of("README.md", FRONT, "one.md", one, "more/two.md", two));
    }

    @Test
    void pages_link_to_each_other_and_to_the_repository() throws IOException {
        Site site = siteWithSources("https://code.example.com/acme");

        assertThat(site.problems()).isEmpty();
        assertThat(site.html().get("one.html")).contains("\"more/two.html\"", "\"#a-heading\"", "\"index.html\"");
        assertThat(site.html().get("more/two.html"))
                .contains(
                        "\"../one.html#a-heading\"",
                        "\"https://code.example.com/acme/blob/main/scripts/run\"",
                        "\"https://code.example.com/acme/tree/main/scripts\"",
                        "<a class=\"source\" href=\"https://code.example.com/acme/blob/main/docs/more/two.md\">Source</a>",
                        "\"https://example.com\"",
                        "\"../site.css\"");
    }

    private Site siteWithSources(String repository) throws IOException {
        Files.createDirectories(root.resolve("scripts"));
        Files.writeString(root.resolve("scripts").resolve("run"), "");
        String one = "# One\n\n## A heading\n\n[two](more/two.md) [here](#a-heading) [all](README.md)";
        String two = "# Two\n\n[one](../one.md#a-heading) [run *it*](../../scripts/run) [scripts](../../scripts)"
                + " [out](https://example.com)";
        return site(Map.of("README.md", FRONT, "one.md", one, "more/two.md", two), repository);
    }

    @Test
    void while_the_repository_has_no_address_its_files_are_paths_and_no_links() throws IOException {
        Site site = siteWithSources("https://code.example/acme");

        assertThat(site.problems()).isEmpty();
        assertThat(site.html().get("more/two.html"))
                .contains(
                        "run <em>it</em> (<code class=\"path\">scripts/run</code>) <code>scripts</code> ",
                        "\"https://example.com\"")
                .doesNotContain("code.example", "class=\"source\"");
    }

    @Test
    void broken_links_are_found() throws IOException {
        Site site = site("# One\n\n[two](two.md)", "# Two\n\n[one](../one.md#gone) ![picture](gone.png)");

        assertThat(site.problems())
                .containsExactlyInAnyOrder(
                        "docs/one.md links to two.md, and there is no such file",
                        "docs/more/two.md links to ../one.md#gone, and there is no such heading",
                        "docs/more/two.md links to gone.png, and there is no such file");
        assertThatThrownBy(() -> DocsSite.main(
                        new String[] {root.toString(), root.resolve("out").toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("links to gone.png");
        assertThat(root.resolve("out")).doesNotExist();
    }

    @Test
    void a_page_that_is_in_no_list_or_in_two_is_found() throws IOException {
        Site site = site(Map.of(
                "README.md", "# Docs\n\n## Start\n\n* [One](one.md)\n* [Again](one.md)\n",
                "one.md", "# One",
                "two.md", "# Two"));

        assertThat(site.problems())
                .containsExactly(
                        "docs/one.md is in the lists of docs/README.md twice",
                        "docs/two.md is in no list of docs/README.md");
    }

    @Test
    void without_a_front_page_there_is_no_site() throws IOException {
        assertThat(site(Map.of("one.md", "# One")).problems())
                .containsExactly("docs/README.md is missing; its lists are the navigation");
    }

    @Test
    void tags_in_the_markdown_are_text_but_for_keys_and_line_breaks() throws IOException {
        Site site = site(
                "# One <b>bold</b>\n\n<script>alert(1)</script>\n\nPress <kbd>/</kbd><br/>\n\n<!-- left out -->\n\n"
                        + "| `<i>` | a & b |\n|---|---|\n| <u>x</u> | \"y\" |\n\n```sh a-test\necho \"<ok>\" && x # <c>\n```",
                "# Two \"<&>\"");
        String html = site.html().getOrDefault("one.html", "");

        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("<kbd>/</kbd><br/>")
                .contains("<code>&lt;i&gt;</code>", "a &amp; b", "&lt;u&gt;x&lt;/u&gt;")
                .contains("&quot;&lt;ok&gt;&quot;", "&amp;&amp; x", " data-language=\"sh\"")
                .doesNotContain("alert(1)</script>", "<b>bold", "left out", "<u>");
        assertThat(site.html().get("more/two.html"))
                .contains("<title>Two &quot;&lt;&amp;&gt;&quot; · Heliograph</title>");
        assertThat(SearchIndex.script(site.pages(), site.navigation())).contains("\"title\":\"Two \\\"<&>\\\"\"");
    }

    @Test
    void a_page_has_its_place_its_contents_and_its_neighbours() throws IOException {
        Site site = site("# One\n\nText.\n\n## Alpha\n\n### `Beta` of it\n\n## Alpha\n", "# Two");
        String one = site.html().getOrDefault("one.html", "");

        assertThat(one)
                .contains("<a href=\"one.html\" aria-current=\"page\">One</a>")
                .contains("<p class=\"section\">Start</p>")
                .contains("<a href=\"#alpha\">Alpha</a>", "<a href=\"#beta-of-it\">Beta of it</a>")
                .contains("<h2 id=\"alpha\">", "<h3 id=\"beta-of-it\">", "<h2 id=\"alpha-1\">")
                .contains("<meta name=\"description\" content=\"Text.\">")
                .contains("<a rel=\"next\" href=\"more/two.html\">")
                .doesNotContain("rel=\"prev\"");
        assertThat(site.html().get("more/two.html"))
                .contains("<a rel=\"prev\" href=\"../one.html\">")
                .doesNotContain("rel=\"next\"", "class=\"contents\"");
        assertThat(site.html().get("index.html")).contains("<a rel=\"next\" href=\"one.html\">", "</a>the first</li>");
    }

    @Test
    void files_beside_the_pages_and_the_javadoc_are_copied() throws IOException {
        Path javadoc = Files.createDirectories(root.resolve(Path.of("target", "reports", "apidocs")));
        Files.writeString(javadoc.resolve("index.html"), "all classes");
        Files.createDirectories(root.resolve(Path.of("docs", "images")));
        Files.writeString(root.resolve(Path.of("docs", "images", "a.svg")), "<svg/>");
        Map<String, String> pages = Map.of(
                "README.md", "# Docs\n\n## Reference\n\n* [One](one.md)\n", "one.md", "# One\n\n![a](images/a.svg)");
        Path out = root.resolve("out");

        site(pages).write(out);

        assertThat(out.resolve("one.html")).content().contains("src=\"images/a.svg\"", "href=\"javadoc/index.html\"");
        assertThat(out.resolve(Path.of("images", "a.svg"))).hasContent("<svg/>");
        assertThat(out.resolve(Path.of("javadoc", "index.html"))).hasContent("all classes");
        assertThat(out.resolve("site.js")).isNotEmptyFile();
    }
}
