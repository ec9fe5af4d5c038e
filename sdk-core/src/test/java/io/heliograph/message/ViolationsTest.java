package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class ViolationsTest {
    private final Violations violations = new Violations();

    @Test
    void a_builders_error_begins_with_the_provider_and_asks_for_the_variable_of_what_is_missing() {
        Violations violations = new Violations();
        violations.throwIfAny("wavix");
        violations.require("api-key", "", Secret::of);

        assertThatThrownBy(() -> violations.throwIfAny("wavix"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.violations()).containsExactly(new Violation("api-key", "is missing")))
                .hasMessage("wavix: api-key is missing; is its environment variable set?");
    }

    @Test
    void a_violation_reads_as_a_sentence() {
        assertThat(new Violation("to", "is missing")).hasToString("to is missing");
    }

    @Test
    void an_exception_lists_its_violations_in_one_line() {
        InvalidRequestException exception = new InvalidRequestException(
                List.of(new Violation("to", "is missing"), new Violation("text", "is empty")));

        assertThat(exception).hasMessage("to is missing; text is empty");
    }

    @Test
    void an_exception_keeps_its_own_list_of_violations() {
        List<Violation> list = new ArrayList<>(List.of(new Violation("to", "is missing")));
        InvalidRequestException exception = new InvalidRequestException(list);
        list.clear();

        assertThat(exception.violations()).containsExactly(new Violation("to", "is missing"));
    }

    @Test
    void nothing_is_thrown_where_nothing_is_wrong() {
        assertThat(violations.check("ACME", Sender::of)).contains(Sender.of("ACME"));

        assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void a_missing_optional_input_is_no_violation() {
        assertThat(violations.check(null, Sender::of)).isEmpty();
        assertThat(violations.list()).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void a_missing_required_input_is_a_violation(@Nullable String value) {
        assertThat(violations.require("from", value, Sender::of)).isEmpty();
        assertThat(violations.list()).containsExactly(new Violation("from", "is missing"));
    }

    @Test
    void every_violation_that_was_collected_is_thrown() {
        violations.check("12", Sender::of);
        violations.require("key", "a", IdempotencyKey::of);
        violations.add("text", "is rude");

        assertThatThrownBy(violations::throwIfAny)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        thrown -> assertThat(thrown.violations())
                                .extracting(Violation::field)
                                .containsExactly("from", "key", "text"));
    }

    @Test
    void the_sender_is_the_requests_own_or_the_setting_or_a_violation() {
        Sender setting = Sender.of("ACME");
        SendRequest without = SendRequest.to("+4930123456").text("Hello").build();
        SendRequest with = without.toBuilder().from("OWN").build();
        Violations violations = new Violations();

        assertThat(violations.sender(with.from().orElse(null), setting, "wavix"))
                .contains(Sender.of("OWN"));
        assertThat(violations.sender(without.from().orElse(null), setting, "wavix"))
                .contains(setting);
        assertThat(violations.list()).isEmpty();

        assertThat(violations.sender(without.from().orElse(null), null, "wavix"))
                .isEmpty();
        assertThat(violations.list())
                .containsExactly(new Violation(
                        "from", "is missing; set it in the request or as heliograph.providers.wavix.from"));
    }
}
