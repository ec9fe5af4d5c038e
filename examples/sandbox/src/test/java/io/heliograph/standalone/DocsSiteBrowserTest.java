package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;

/** The site of the documentation, as {@code scripts/docs} has made it, on a desktop and on a phone, in Chromium. */
@Tag("browser")
class DocsSiteBrowserTest {
    private static final Path SITE =
            Path.of("..", "..", "docs-site", "target", "site").toAbsolutePath().normalize();

    private static final List<Dimension> SIZES = List.of(new Dimension(1280, 800), Chromium.PHONE);

    @Test
    void no_page_scrolls_sideways_and_the_navigation_leads_from_page_to_page(@TempDir Path profile) throws IOException {
        assertThat(SITE).as("the site, which scripts/docs makes").isDirectory();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(SITE)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(SITE.resolve("javadoc")))
                    .toList();
        }
        assertThat(pages).hasSizeGreaterThan(30);

        try (Chromium page = new Chromium(profile)) {
            for (Path file : pages) {
                page.load(file.toUri()); // loading is what takes the time
                for (Dimension size : SIZES) {
                    page.size(size);
                    assertThat(page.overflow())
                            .as("%s at %s", file.getFileName(), size)
                            .isEqualTo(0L);
                }
            }
            for (Dimension size : SIZES) {
                boolean isPhone = size.equals(Chromium.PHONE);
                page.size(size);
                page.load(SITE.resolve("index.html").toUri());
                if (isPhone) {
                    page.gone(".navigation");
                    page.click(".menu");
                }
                page.click(".navigation a[href='routes.html']");
                page.see("h1", "Routes");
                assertThat(page.count(".navigation [aria-current=page][href='routes.html']"))
                        .isOne();
                page.click(".neighbours a[rel=prev]");
                page.see("h1", "One send, one SMS");
                page.picture("docs-" + (isPhone ? "phone" : "desktop"));
            }
            assertThat(page.problems()).isEmpty();
        }
    }
}
