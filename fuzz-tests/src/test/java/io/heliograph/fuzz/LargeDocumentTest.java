package io.heliograph.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte is read within 100 ms; this test runs in a process of its own, because Jazzer slows all code down. */
class LargeDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"androidgateway", "nativehub", "textingline", "thaibulk", "wavix", "template"})
    void an_answer_of_a_megabyte_is_read_in_a_tenth_of_a_second(String provider) {
        List<byte[]> seeds = seeds(ReplyFuzzTest.class, provider);
        assertThat(seeds).isNotEmpty();
        seeds.forEach(seed -> Replies.VENDOR.says(Limits.large(seed, Limits.MEGABYTE), Replies.of(provider)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"androidgateway", "nativehub", "textingline", "thaibulk", "wavix", "template"})
    void a_webhook_of_a_megabyte_is_read_in_a_tenth_of_a_second(String provider) {
        List<byte[]> seeds = seeds(WebhookFuzzTest.class, provider);
        assertThat(seeds).isNotEmpty();
        seeds.forEach(seed -> WebhookFuzzTest.parse(provider, Limits.large(seed, Limits.MEGABYTE)));
    }

    private static List<byte[]> seeds(Class<?> test, String provider) {
        Path folder = Path.of("target/test-classes", test.getName().replace('.', '/') + "Inputs", provider);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(LargeDocumentTest::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
