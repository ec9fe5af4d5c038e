package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program in a process of its own. */
@Timeout(120)
class MainTest {
    private static final Pattern READY =
            Pattern.compile("The sandbox is at (http://127\\.0\\.0\\.1:[0-9]+/) .*, ready after [0-9.]+ s\\..*");

    @Test
    void it_says_where_it_is_and_serves_until_it_is_stopped() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.heliograph.standalone.Main",
                        "--port=0",
                        "--deliver-after=200ms")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher ready = READY.matcher(out.readLine());
            assertThat(ready.matches()).isTrue();
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(ready.group(1)).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
            List<String> lines = List.of(out.readLine(), out.readLine(), out.readLine());
            assertThat(lines.get(2))
                    .matches("  heliograph\\.providers\\.wavix\\.base-url=http://127\\.0\\.0\\.1:[0-9]+");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
