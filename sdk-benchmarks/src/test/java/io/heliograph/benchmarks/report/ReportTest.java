package io.heliograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path root = Path.of("");

    @Test
    void the_tables_and_charts_are_those_of_the_raw_files() throws IOException {
        assertThat(new Report(ROOT).files())
                .hasSize(6)
                .allSatisfy((file, content) -> assertThat(file)
                        .as("run scripts/benchmark charts")
                        .content(StandardCharsets.UTF_8)
                        .isEqualTo(content));
    }

    @Test
    void ratios_are_those_within_a_round() throws IOException {
        Path folder = Files.createDirectories(root.resolve(Path.of("docs", "performance")));
        Files.writeString(folder.resolve("sends-1-17.csv"), """
                # scripts/benchmark sends
                # a machine
                # a JDK
                round,client,threads,tls,nanos_per_send,cpu_nanos_per_send,bytes_per_send,new_connections
                # warm
                0,okhttp,1,false,10000,1,9000,0
                0,heliograph,1,false,11000,1,9500,0
                1,okhttp,1,false,40000,1,9000,0
                1,heliograph,1,false,48000,1,9700,2
                2,okhttp,1,false,20000,1,9000,0
                2,heliograph,1,false,30000,1,9600,0
                """);
        emptyPages();
        Path page = root.resolve(Path.of("docs", "performance.md"));
        Files.writeString(
                page, "<!-- table: machine -->\nold\n<!-- end -->\n<!-- table: sends -->\n<!-- end -->\nkept\n");

        assertThat(new Report(root).files().get(page))
                .contains(
                        "* a machine; a JDK\n<!-- end -->",
                        "| OkHttp by hand | 1 (20 µs) |",
                        "| Heliograph | 1.20 | — | 9,600 | — | — | — |\n<!-- end -->\nkept\n");
    }

    @Test
    void the_same_posts_were_counted_on_both_jdks() throws IOException {
        Path folder = ROOT.resolve(Path.of("docs", "performance"));

        assertThat(RawFile.find(folder, "posts", 17).orElseThrow().rows(row -> true))
                .as("docs/one-send-one-sms.md says so")
                .hasSizeGreaterThan(100)
                .isEqualTo(RawFile.find(folder, "posts", 25).orElseThrow().rows(row -> true));
    }

    private void emptyPages() throws IOException {
        Files.createFile(root.resolve("README.md"));
        Files.createFile(root.resolve(Path.of("docs", "one-send-one-sms.md")));
    }

    @Test
    void posts_are_bold_where_the_vendor_may_have_the_message_twice() throws IOException {
        Path folder = Files.createDirectories(root.resolve(Path.of("docs", "performance")));
        Files.writeString(folder.resolve("posts-17.csv"), """
                # scripts/benchmark posts
                # a machine
                # OkHttp 5.5.1
                fault,client,posts,taken,caller
                500,okhttp,1,1,status 500
                500,twilio,3,3,ApiException
                429,twilio,2,0,ApiException
                429,heliograph,3,0,Rejected: RATE_LIMITED
                """);
        Files.createFile(root.resolve(Path.of("docs", "performance.md")));
        emptyPages();
        Path page = root.resolve("README.md");
        Files.writeString(
                page,
                "<!-- table: posts -->\n<!-- end --><!-- table: callers -->\n<!-- end -->"
                        + "<!-- table: posts-measured -->\nold\n<!-- end -->");

        assertThat(new Report(root).files().get(page))
                .contains(
                        "| 500 | — | — | 1 | **3** | — | — | — | — | — |",
                        "| 429 | — | — | — | 2 | — | — | — | — | 3 |",
                        "| — | Rejected: RATE_LIMITED |",
                        "<!-- table: posts-measured -->\na machine; OkHttp 5.5.1\n<!-- end -->");
    }

    @Test
    void a_chart_shows_each_bar_with_its_figure() {
        BarChart chart = new BarChart("Title", "note");
        chart.add("peer", 2, "2.00", false);
        chart.add("ours", 1, "1.00", true);

        assertThat(List.of(chart.svg().split("\n", -1)))
                .anyMatch(line -> line.contains(">peer</text><rect class=\"bar\"") && line.contains("width=\"460.0\""))
                .anyMatch(
                        line -> line.contains(">ours</text><rect class=\"ours\"") && line.contains("width=\"230.0\""));
    }
}
