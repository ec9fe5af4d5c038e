package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.otp.Challenge.Verdict;
import io.heliograph.otp.CodeController.CodeView;
import io.heliograph.otp.CodeController.NewCode;
import io.heliograph.otp.CodeController.TypedCode;
import io.heliograph.otp.CodeController.VerifyResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The whole service over HTTP, with the sandbox in the vendors' place, and webhooks that come back over HTTP. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "heliograph.deadline=2s")
class OtpFlowTest {
    /** A sandbox of the test's own, with a clock that it moves: what would take seconds has happened at once. */
    @TestConfiguration(proxyBeanMethods = false)
    static class SandboxWithClock {
        @Bean
        @Primary
        ManualClock manualClock() {
            return new ManualClock();
        }

        @Bean(destroyMethod = "close")
        Sandbox sandbox(ManualClock clock) {
            return Sandbox.builder().clock(clock).start();
        }
    }

    @Autowired
    Sandbox sandbox;

    @Autowired
    ManualClock clock;

    @Autowired
    Environment environment;

    private RestTestClient http;
    private String key;

    @BeforeEach
    void fresh() {
        http = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + environment.getProperty("local.server.port"))
                .build();
        key = UUID.randomUUID().toString();
        // Whoever was asked by another test may be asked again.
        clock.pass(Duration.ofHours(2));
    }

    @AfterEach
    void healthy() {
        sandbox.fault("wavix", SandboxFault.NONE);
    }

    @Test
    void a_code_is_sent_delivered_and_verified() {
        CodeView shown = ask("+44 7700 900123");
        assertThat(shown.delivery().stage()).isEqualTo(Stage.SENT);
        assertThat(shown.number()).isEqualTo("+44…23");

        clock.pass(Duration.ofSeconds(2));
        sandbox.sendDueWebhooks();

        assertThat(sandbox.webhooks()).allMatch(WebhookDelivery::taken);
        assertThat(look(shown).delivery().stage()).isEqualTo(Stage.DELIVERED);
        assertThat(look(shown).delivery().ended()).isTrue();
        assertThat(verify(shown, codeOfLast())).isEqualTo(new VerifyResponse(Verdict.RIGHT, 5));
        assertThat(look(shown).verified()).isTrue();
    }

    @Test
    void a_message_that_is_not_delivered_is_said_to_be_so() {
        CodeView shown = ask("+447700900003");
        clock.pass(Duration.ofSeconds(2));
        sandbox.sendDueWebhooks();
        assertThat(look(shown).delivery().stage()).isEqualTo(Stage.NOT_DELIVERED);
    }

    @Test
    void the_same_request_again_is_the_same_code_and_one_sms() {
        int before = sandbox.inbox().size();
        CodeView first = ask("+447700900124");
        assertThat(ask("+447700900124").id()).isEqualTo(first.id());
        assertThat(sandbox.inbox()).hasSize(before + 1);
    }

    @Test
    void the_key_of_another_number_is_a_conflict() {
        ask("+447700900125");
        assertThat(refused("+447700900126", 409).getDetail()).contains("another number");
    }

    @Test
    void a_second_code_for_a_number_has_to_wait() {
        int before = sandbox.inbox().size();
        ask("+447700900127");
        key = UUID.randomUUID().toString();
        http.post()
                .uri("/api/codes")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new NewCode("+447700900127"))
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "30");
        assertThat(sandbox.inbox()).hasSize(before + 1);
        clock.pass(Duration.ofSeconds(30));
        ask("+447700900127");
        assertThat(sandbox.inbox()).hasSize(before + 2);
    }

    @Test
    void without_an_answer_it_may_have_been_sent_and_no_other_provider_is_tried() {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        int before = sandbox.inbox().size();
        CodeView shown = ask("+447700900129");
        assertThat(shown.delivery().stage()).isEqualTo(Stage.MAYBE_SENT);
        assertThat(shown.delivery().words()).contains("may have been sent").contains("don't send it again");
        assertThat(ask("+447700900129").id()).isEqualTo(shown.id());
        assertThat(sandbox.inbox()).hasSize(before + 1);
        assertThat(verify(shown, codeOfLast()).verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_number_that_gets_no_sms_is_refused_with_what_to_do() {
        CodeView shown = ask("+447700900001");
        assertThat(shown.delivery().stage()).isEqualTo(Stage.REFUSED);
        assertThat(shown.delivery().words()).contains("Nothing was sent").contains("Check it");
        assertThat(shown.delivery().ended()).isTrue();
    }

    @Test
    void what_is_no_number_is_refused_before_anything_is_sent() {
        assertThat(refused("0812345678", 400).getDetail()).contains("country code");
        assertThat(refused("", 400).getDetail()).contains("country code");
    }

    @Test
    void a_key_that_is_too_short_is_refused() {
        key = "1234567";
        assertThat(refused("+447700900130", 400).getDetail()).contains("Idempotency-Key");
    }

    @Test
    void who_said_stop_gets_no_code_until_start() {
        sandbox.reply("wavix", "+447700900131", "+447700900999", "Stop!");
        sandbox.sendDueWebhooks();
        int before = sandbox.inbox().size();
        assertThat(refused("+447700900131", 403).getDetail()).contains("START");
        assertThat(sandbox.inbox()).hasSize(before);

        sandbox.reply("wavix", "+447700900131", "+447700900999", "start");
        sandbox.sendDueWebhooks();
        assertThat(ask("+447700900131").delivery().stage()).isEqualTo(Stage.SENT);
    }

    @Test
    void a_wrong_code_costs_an_attempt() {
        CodeView shown = ask("+447700900132");
        assertThat(verify(shown, wrong())).isEqualTo(new VerifyResponse(Verdict.WRONG, 4));
        assertThat(look(shown).attemptsLeft()).isEqualTo(4);
        String code = codeOfLast();
        assertThat(verify(shown, code.substring(0, 3) + " " + code.substring(3)).verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_code_that_was_not_requested_is_not_found() {
        http.get().uri("/api/codes/nobody").exchange().expectStatus().isNotFound();
    }

    @Test
    void nothing_that_is_shown_holds_the_code() {
        CodeView currentShown = ask("+447700900133");
        String shown = http.get()
                .uri("/api/codes/" + currentShown.id())
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(shown)
                .contains(currentShown.id())
                .doesNotContain(codeOfLast())
                .doesNotContain("7700900133");
    }

    @Test
    void the_page_is_there_and_knows_the_inbox() {
        http.get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("Send me a code"));
        http.get()
                .uri("/api/about")
                .exchange()
                .expectBody(String.class)
                .value(about -> assertThat(about).contains(sandbox.url().toString()));
    }

    private CodeView ask(String number) {
        return body(post("/api/codes", new NewCode(number)).expectStatus().isAccepted(), CodeView.class);
    }

    private ProblemDetail refused(String number, int status) {
        return body(post("/api/codes", new NewCode(number)).expectStatus().isEqualTo(status), ProblemDetail.class);
    }

    private CodeView look(CodeView shown) {
        return body(http.get().uri("/api/codes/" + shown.id()).exchange(), CodeView.class);
    }

    private VerifyResponse verify(CodeView shown, String code) {
        return body(post("/api/codes/" + shown.id() + "/verify", new TypedCode(code)), VerifyResponse.class);
    }

    private RestTestClient.ResponseSpec post(String path, Object body) {
        return http.post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static <T> T body(RestTestClient.ResponseSpec response, Class<T> type) {
        T body = response.expectBody(type).returnResult().getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }

    /** The code in the newest message. */
    private String codeOfLast() {
        List<InboxMessage> inbox = sandbox.inbox();
        return inbox.get(inbox.size() - 1).text().substring(0, 6);
    }

    private String wrong() {
        return codeOfLast().equals("000000") ? "000001" : "000000";
    }
}
