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

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void aFaultReadsAsASentence() {
        assertThat(new Fault("to", "is missing")).hasToString("to is missing");
    }

    @Test
    void anExceptionListsItsFaultsInOneLine() {
        InvalidRequestException exception =
                new InvalidRequestException(List.of(new Fault("to", "is missing"), new Fault("text", "is empty")));

        assertThat(exception).hasMessage("to is missing; text is empty");
    }

    @Test
    void anExceptionKeepsItsOwnListOfFaults() {
        List<Fault> list = new ArrayList<>(List.of(new Fault("to", "is missing")));
        InvalidRequestException exception = new InvalidRequestException(list);
        list.clear();

        assertThat(exception.faults()).containsExactly(new Fault("to", "is missing"));
    }

    @Test
    void nothingIsThrownWhereNothingIsWrong() {
        assertThat(faults.check("ACME", Sender::of)).contains(Sender.of("ACME"));

        assertThatCode(faults::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void aMissingOptionalInputIsNoFault() {
        assertThat(faults.check(null, Sender::of)).isEmpty();
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void aMissingRequiredInputIsAFault(@Nullable String value) {
        assertThat(faults.require("from", value, Sender::of)).isEmpty();
        assertThat(faults.list()).containsExactly(new Fault("from", "is missing"));
    }

    @Test
    void everyFaultThatWasCollectedIsThrown() {
        faults.check("12", Sender::of);
        faults.require("key", "a", IdempotencyKey::of);
        faults.add("text", "is rude");

        assertThatThrownBy(faults::throwIfAny)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        thrown -> assertThat(thrown.faults())
                                .extracting(Fault::field)
                                .containsExactly("from", "key", "text"));
    }

    @Test
    void the_sender_is_the_requests_own_or_the_setting_or_a_fault() {
        Sender setting = Sender.of("ACME");
        SendRequest without = SendRequest.to("+4930123456").text("Hello").build();
        SendRequest with = without.toBuilder().from("OWN").build();
        Faults faults = new Faults();

        assertThat(faults.sender(with, setting, "wavix")).contains(Sender.of("OWN"));
        assertThat(faults.sender(without, setting, "wavix")).contains(setting);
        assertThat(faults.list()).isEmpty();

        assertThat(faults.sender(without, null, "wavix")).isEmpty();
        assertThat(faults.list())
                .containsExactly(
                        new Fault("from", "is missing; set it in the request or as heliograph.providers.wavix.from"));
    }
}
