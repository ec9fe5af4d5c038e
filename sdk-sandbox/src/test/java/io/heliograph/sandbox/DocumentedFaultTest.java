package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented failures: how they are switched on, listed and asked for by a number. */
class DocumentedFaultTest {
    private static final String TEXTING_LINE = "textingline";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse send() {
        return send("+12025550123");
    }

    private JsonResponse send(String to) {
        return Browser.call(sandbox, TEXTING_LINE, "POST", "/api/v1/messaging/message", """
                {"to":"%s","from":"+12025550100","body":"Hello"}""".formatted(to));
    }

    private URI fault() {
        return sandbox.url().resolve("api/faults/textingline");
    }

    @Test
    void a_fault_lasts_until_it_is_switched_off() {
        sandbox.fault(TEXTING_LINE, "33016");

        for (int n = 0; n < 3; n++) {
            assertThat(send().json()).containsEntry("code", 33016.0).containsEntry("status", 400.0);
        }
        assertThat(sandbox.activeFault(TEXTING_LINE).map(VendorFault::code)).contains("33016");
        assertThat(sandbox.fault(TEXTING_LINE)).isEqualTo(SandboxFault.NONE);
        sandbox.fault(TEXTING_LINE, SandboxFault.NONE);

        assertThat(send().status()).isEqualTo(201);
        assertThat(sandbox.activeFault(TEXTING_LINE)).isEmpty();
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_fault_can_be_for_a_number_of_requests() {
        sandbox.fault(TEXTING_LINE, "33000", 2);

        assertThat(send().status()).isEqualTo(500);
        assertThat(send().status()).isEqualTo(500);
        assertThat(send().status()).isEqualTo(201);
        assertThat(sandbox.activeFault(TEXTING_LINE)).isEmpty();
    }

    @Test
    void a_request_that_a_fault_does_not_fit_is_not_counted() {
        sandbox.fault("thaibulk", "ALREADY_PROCESSING", 1);

        assertThat(Browser.call(sandbox, "thaibulk", "GET", "/credits", "").status())
                .isEqualTo(200);
        assertThat(Browser.call(sandbox, "thaibulk", "POST", "/sms/send", """
                        {"sender":"HELIOGRAPH","content":"Hello","msisdns":["66812345678"]}""").status())
                .isEqualTo(200);
        assertThat(sandbox.activeFault("thaibulk")).isPresent();
    }

    @Test
    void an_invalid_request_stays_invalid() {
        sandbox.fault(TEXTING_LINE, "33012", 1);

        assertThat(send("no number").json()).containsEntry("code", 33003.0);
        assertThat(send().json()).containsEntry("code", 33012.0);
    }

    @Test
    void only_one_fault_is_on_at_a_time() {
        sandbox.fault(TEXTING_LINE, "33016");
        sandbox.fault(TEXTING_LINE, SandboxFault.RATE_LIMITED);
        assertThat(sandbox.activeFault(TEXTING_LINE)).isEmpty();

        sandbox.fault(TEXTING_LINE, "opted_out");

        assertThat(sandbox.fault(TEXTING_LINE)).isEqualTo(SandboxFault.NONE);
        assertThat(send().json()).containsEntry("status", "failed").containsEntry("errorType", "opted_out");
        assertThat(Browser.call(sandbox, "nativehub", "POST", "/messages", """
                        {"to":"+66812345678","from":"BRAND","body":"Hello"}""").status())
                .as("another vendor")
                .isEqualTo(201);
    }

    @Test
    void an_unknown_code_or_number_of_times_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.fault(TEXTING_LINE, "33029"))
                .withMessageContaining("GET /api/vendors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.fault(TEXTING_LINE, "33016", 0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.fault("pigeon", "33016"));
        assertThat(sandbox.activeFault(TEXTING_LINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "33016, 400",
        "33000, 500",
        "33028, 400",
        "33023, 400",
    })
    void the_last_six_digits_of_a_number_ask_for_a_code(String code, int status) {
        String to = "+1202555999" + code.substring(2);

        JsonResponse response = send(to);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).containsEntry("code", Double.valueOf(code));
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(send("+12025559899" + code.substring(2)).status()).isEqualTo(201);
    }

    @Test
    void a_33028_names_the_number() {
        assertThat(send("+1202555999028").object("details"))
                .isEqualTo(Map.of("notOptedIn", List.of("+1202555999028"), "totalNotOptedIn", 1.0));
    }

    @Test
    void the_faults_of_all_vendors_are_listed() {
        List<?> vendors =
                (List<?>) Browser.get(sandbox.url().resolve("api/vendors")).value();

        assertThat(vendors).hasSize(5).allSatisfy(vendor -> {
            Map<?, ?> listed = (Map<?, ?>) vendor;
            assertThat((List<?>) listed.get("faults"))
                    .hasSizeGreaterThan(10)
                    .extracting(fault -> ((Map<?, ?>) fault).get("code"))
                    .isEqualTo(sandbox.faults(String.valueOf(listed.get("name"))).stream()
                            .map(VendorFault::code)
                            .toList());
        });
    }

    @Test
    void a_fault_is_switched_on_by_its_code() {
        assertThat(Browser.send("PUT", fault(), "{\"fault\":\"33021\",\"times\":2}")
                        .status())
                .isEqualTo(200);
        assertThat(send().json()).containsEntry("code", 33021.0);
        assertThat(Browser.get(fault()).json()).containsEntry("timesLeft", 1.0);

        assertThat(Browser.send("PUT", fault(), "{\"fault\":\"none\"}").status())
                .isEqualTo(200);
        assertThat(send().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"33021\",\"times\":0}",
                "{\"fault\":\"33021\",\"times\":\"x\"}",
                "{\"fault\":\"33021\",\"time\":1}",
                "{\"fault\":\"outage\",\"times\":1}",
                "{\"fault\":\"33029\"}",
                "{\"fault\":\"33021x\"}",
                "33021"
            })
    void a_malformed_fault_changes_nothing(String body) {
        assertThat(Browser.send("PUT", fault(), body).status()).isEqualTo(400);
        assertThat(sandbox.activeFault(TEXTING_LINE)).isEmpty();
        assertThat(sandbox.fault(TEXTING_LINE)).isEqualTo(SandboxFault.NONE);
    }

    @Test
    void every_fault_can_be_asked_for_by_a_number_unless_it_has_no_recipient() {
        for (String vendor : sandbox.vendors()) {
            for (VendorFault fault : sandbox.faults(vendor)) {
                boolean ofASend =
                        List.of(Effect.REFUSES_SEND, Effect.FAILS_MESSAGE).contains(fault.effect());
                assertThat(fault.lastDigits().isEmpty())
                        .as(vendor + " " + fault.code())
                        .isNotEqualTo(ofASend);
            }
        }
    }

    @Test
    void a_broadcast_can_fail_as_a_whole() {
        StringBuilder recipients = new StringBuilder();
        for (int n = 0; n < 100; n++) {
            recipients.append(n == 0 ? "" : ",").append("{\"to\":\"+1202555%04d\"}".formatted(1000 + n));
        }
        sandbox.fault(TEXTING_LINE, "broadcast_failed");
        try (Receiver receiver = new Receiver()) {
            sandbox.webhook(TEXTING_LINE, receiver.uri("/"));
            Browser.call(sandbox, TEXTING_LINE, "POST", "/api/v1/messaging/broadcast", """
                    {"recipients":[%s],"from":"+12025550100","body":"Hello"}""".formatted(recipients));
            clock.advance(Duration.ofMinutes(1));
            sandbox.sendDueWebhooks();

            assertThat(receiver.taken())
                    .extracting(got -> got.json().get("event"))
                    .containsExactly("messaging.broadcast.initiated", "messaging.broadcast.failed");
        }
    }

    @Test
    void a_fault_is_validated() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VendorFault("two words", Effect.REFUSES_SEND, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new VendorFault("one", Effect.REFUSES_SEND, "0001", ""));
        assertThat(new VendorFault("one", Effect.REFUSES_SEND, "999001", "words")
                        .effect()
                        .word())
                .isEqualTo("refuses-send");
    }
}
