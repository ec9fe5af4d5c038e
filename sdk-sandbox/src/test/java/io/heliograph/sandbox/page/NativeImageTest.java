package io.heliograph.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image has only the resources that the jar's configuration lists. */
class NativeImageTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String CONFIG = "META-INF/native-image/io.heliograph/heliograph-sandbox/resource-config.json";

    @SuppressWarnings({"unchecked", "NullAway"}) // an invalid config fails the test
    private static String pattern() throws IOException {
        Map<String, Map<String, List<Map<String, String>>>> config = (Map<
                        String, Map<String, List<Map<String, String>>>>)
                new Moshi.Builder().build().adapter(Object.class).fromJson(Files.readString(RESOURCES.resolve(CONFIG)));
        return config.get("resources").get("includes").get(0).get("pattern");
    }

    @Test
    void the_files_of_the_page_are_kept() throws IOException {
        String pattern = pattern();

        try (Stream<Path> files = Files.list(RESOURCES.resolve("io/heliograph/sandbox/page"))) {
            assertThat(files.map(file -> RESOURCES.relativize(file).toString().replace('\\', '/')))
                    .hasSizeGreaterThan(20)
                    .allMatch(name -> name.matches(pattern));
        }
    }
}
