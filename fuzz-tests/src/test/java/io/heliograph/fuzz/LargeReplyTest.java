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

/** A megabyte of an answer is read in a tenth of a second; in a process of its own, for Jazzer makes everything slow. */
class LargeReplyTest {
    @ParameterizedTest
    @ValueSource(strings = {"androidgateway", "nativehub", "textingline", "thaibulk", "wavix", "template"})
    void an_answer_of_a_megabyte_is_read_in_a_tenth_of_a_second(String provider) {
        List<byte[]> seeds = seeds(provider);
        assertThat(seeds).isNotEmpty();
        seeds.forEach(seed -> Replies.VENDOR.says(Limits.large(seed, Limits.MEGABYTE), Replies.of(provider)));
    }

    private static List<byte[]> seeds(String provider) {
        Path folder = Path.of("target/test-classes/io/heliograph/fuzz/ReplyFuzzTestInputs", provider);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(LargeReplyTest::bytes).toList();
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
