package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.client.MessageQuery;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxMessage;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.testkit.sms.FakeProvider;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipes without Spring, on one sandbox: what the phones have afterwards. */
class PlainRecipesTest {
    private static final Sandbox SANDBOX =
            Sandbox.builder().vendor(OwnGateway::new).start();

    @BeforeEach
    void reset() {
        SANDBOX.reset();
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void a_code_that_was_asked_for_twice_is_one_sms() {
        OneTimeCode.run(SANDBOX);

        assertThat(SANDBOX.inbox()).singleElement().satisfies(sms -> {
            assertThat(sms.to()).isEqualTo("+447700900123");
            assertThat(sms.text()).matches("[0-9]{6} is your ACME code\\..*");
        });
    }

    @Test
    void a_code_is_good_once_and_after_three_wrong_ones_no_more() {
        FakeProvider phone = new FakeProvider("fake");
        try (SmsClient sms = phone.client()) {
            OneTimeCode codes = new OneTimeCode(sms);
            for (String signIn : List.of("once", "guessed")) {
                assertThat(codes.send(signIn, "+447700900123")).isTrue();
            }
            List<String> sent = phone.requests().stream()
                    .map(request -> request.text().substring(0, 6))
                    .toList();

            assertThat(codes.verify("once", sent.get(0))).isTrue();
            assertThat(codes.verify("once", sent.get(0))).isFalse();
            for (int i = 0; i < 3; i++) {
                assertThat(codes.verify("guessed", "a guess")).isFalse();
            }
            assertThat(codes.verify("guessed", sent.get(1))).isFalse();
            assertThat(codes.verify("nobody's", sent.get(1))).isFalse();
        }
    }

    @Test
    void a_provider_that_is_down_is_left_for_the_next_and_an_opt_out_is_not() {
        FailoverByCountry.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .filteredOn(sms -> !sms.state().equals("rejected"))
                .extracting(InboxMessage::vendor, InboxMessage::to)
                .containsExactly(
                        tuple("thaibulk", "66812345678"),
                        tuple("wavix", "+66812345679"),
                        tuple("wavix", "+447700900123"));
    }

    @Test
    void each_country_has_its_cheapest_provider() {
        CheapestRoute.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .extracting(InboxMessage::vendor, InboxMessage::to, InboxMessage::segments)
                .containsExactly(tuple("wavix", "+66812345678", 2), tuple("nativehub", "+447700900123", 2));
    }

    @Test
    void whoever_answered_stop_gets_no_second_sms() throws Exception {
        PlainWebhooks.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .singleElement()
                .satisfies(sms -> assertThat(sms.state()).isEqualTo("delivered"));
    }

    @Test
    void the_server_has_neither_text_nor_number() {
        EncryptedPhone.run(SANDBOX);

        assertThat(SANDBOX.inbox()).singleElement().satisfies(sms -> {
            assertThat(sms.text()).startsWith("$aes-256-cbc").doesNotContain("482910");
            assertThat(sms.to()).startsWith("$aes-256-cbc").doesNotContain("7700900123");
        });
    }

    @Test
    void a_picture_is_sent_where_there_are_mms_and_a_link_elsewhere() {
        PictureMessage.run(SANDBOX);

        List<SandboxMessage> messages = SandboxClient.of(SANDBOX.url()).messages(MessageQuery.all());
        assertThat(messages)
                .extracting(SandboxMessage::to, SandboxMessage::text, SandboxMessage::media)
                .containsExactly(
                        tuple("+12025550123", "Your parcel is here", List.of("https://example.com/parcel.jpg")),
                        tuple("+447700900123", "Your parcel is here: https://example.com/parcel.jpg", List.of()));
    }

    @Test
    void many_recipients_have_one_id_and_each_a_status() {
        ThaiRecipients.run(SANDBOX);

        assertThat(SANDBOX.inbox()).hasSize(250);
        assertThat(SANDBOX.inbox())
                .extracting(InboxMessage::id)
                .containsOnly(SANDBOX.inbox().get(0).id());
        assertThat(SANDBOX.inbox())
                .filteredOn(sms -> sms.state().equals("blocked"))
                .hasSize(1);
    }

    @Test
    void a_broadcast_reaches_all_but_the_one_without_consent_and_runs_once() {
        Broadcast.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .hasSize(149)
                .extracting(InboxMessage::to)
                .doesNotContain("+12025550002")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_reminder_that_was_saved_twice_is_scheduled_once() {
        ScheduledReminder.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .singleElement()
                .satisfies(sms -> assertThat(sms.state()).isEqualTo("scheduled"));
    }

    @Test
    void a_provider_of_ones_own_sends_each_message_once() {
        OwnProvider.run(SANDBOX);

        assertThat(SANDBOX.inbox())
                .extracting(InboxMessage::vendor, InboxMessage::to)
                .containsExactly(tuple("acme", "+447700900123"), tuple("acme", "+447700900124"));
    }

    @Test
    void each_of_many_messages_at_once_is_sent_once() {
        VirtualThreads.run(SANDBOX);

        assertThat(SANDBOX.inbox()).hasSize(100).extracting(InboxMessage::to).doesNotHaveDuplicates();
    }
}
