package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a provider reads the responses that its vendor's document gives as examples. */
abstract class AnswersContract {
    abstract Document document();

    abstract List<Call> calls();

    abstract List<Reading> readings();

    /** The result of an error response with this HTTP status, in the words of {@link Call#outcome}. */
    abstract Map<Integer, String> usual();

    /** The operations with another result: {@code GET /messages/{id} 404}. */
    abstract Map<String, Set<String>> unusual();

    @TestFactory
    Stream<DynamicTest> what_an_example_says_is_read() {
        return readings().stream()
                .flatMap(reading -> examples(reading).stream()
                        .map(example ->
                                dynamicTest(name(reading.operation(), example), () -> check(reading, example))));
    }

    private void check(Reading reading, Example example) {
        try (Vendor vendor = new Vendor(document())) {
            vendor.answers(reading.operation(), example);
            assertThat(reading.read().at(vendor)).isEqualTo(reading.expected());
        }
    }

    @Test
    void every_reading_has_an_example() {
        assertThat(readings())
                .allSatisfy(reading -> assertThat(examples(reading)).isNotEmpty());
    }

    @Test
    void every_success_that_the_document_shows_is_read() {
        Set<String> read = new TreeSet<>();
        readings().forEach(reading -> read.add(reading.operation() + " " + reading.status()));
        for (String operation : asked()) {
            new Examples(document())
                    .of(operation).stream()
                            .filter(Example::isSuccess)
                            .forEach(example -> assertThat(read).contains(name(operation, example)));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_that_the_document_shows_is_understood() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : calls()) {
            for (String operation : call.operations(document())) {
                for (Example example : new Examples(document()).of(operation)) {
                    if (!example.isSuccess()) {
                        String name = call.name() + ": " + name(operation, example);
                        tests.add(dynamicTest(
                                name,
                                () -> assertThat(call.outcome(document(), operation, example))
                                        .isIn(expected(operation, example))));
                    }
                }
            }
        }
        return tests.stream();
    }

    @Test
    void every_exceptional_error_result_is_in_the_document() {
        Set<String> shown = new TreeSet<>();
        asked().forEach(operation ->
                new Examples(document()).of(operation).forEach(example -> shown.add(name(operation, example))));
        assertThat(shown).containsAll(unusual().keySet());
    }

    private Set<String> expected(String operation, Example example) {
        Set<String> unusual = unusual().get(name(operation, example));
        return unusual != null ? unusual : Set.of(usual().getOrDefault(example.status(), "not in the table"));
    }

    private List<Example> examples(Reading reading) {
        return new Examples(document())
                .of(reading.operation()).stream()
                        .filter(example -> example.status() == reading.status())
                        .toList();
    }

    private Set<String> asked() {
        Set<String> texts = new TreeSet<>();
        calls().forEach(call -> texts.addAll(call.operations(document())));
        texts.retainAll(document().operations());
        return texts;
    }

    private static String name(String operation, Example example) {
        return operation + " " + example.status();
    }
}
