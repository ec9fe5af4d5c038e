package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A provider's requests match its vendor's document, and the document has no operation that is forgotten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequestsContract {
    private List<Finding> findings = List.of();

    abstract Document document();

    abstract List<Call> calls();

    abstract List<Gap> gaps();

    abstract List<Unused> unused();

    @BeforeAll
    void makeEveryCall() {
        findings = Call.findings(calls(), document());
    }

    @Test
    void every_request_is_one_that_the_document_allows() {
        assertThat(Gap.unexplained(findings, gaps())).isEmpty();
    }

    @Test
    void every_gap_is_still_needed() {
        assertThat(Gap.unneeded(findings, gaps())).isEmpty();
    }

    @Test
    void every_call_asks_for_something() {
        assertThat(calls())
                .allSatisfy(call -> assertThat(call.operations(document())).isNotEmpty());
    }

    @Test
    void no_two_calls_have_one_name() {
        assertThat(calls()).extracting(Call::name).doesNotHaveDuplicates();
    }

    @Test
    void every_operation_of_the_document_is_asked_for_or_left_out_on_purpose() {
        Set<String> left = new TreeSet<>(document().operations());
        left.removeAll(asked());
        assertThat(left)
                .allSatisfy(operation -> assertThat(unused())
                        .filteredOn(row -> row.covers(operation))
                        .hasSize(1));
    }

    @Test
    void what_is_left_out_is_in_the_document_and_not_asked_for() {
        assertThat(unused()).allSatisfy(row -> {
            assertThat(document().operations()).anyMatch(row::covers);
            assertThat(asked()).noneMatch(row::covers);
        });
    }

    private Set<String> asked() {
        Set<String> texts = new TreeSet<>();
        calls().forEach(call -> texts.addAll(call.operations(document())));
        return texts;
    }
}
