package io.heliograph.testkit.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.testkit.VendorServer;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the assertions accept, and what they say where they fail; the messages are a sandbox's answer, as it is documented. */
class SmsInboxAssertTest {
    private static final String PHONE = "+66812345678";

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    private SmsInbox inbox = SmsInbox.of(SandboxClient.of(URI.create("http://127.0.0.1:1")));

    @BeforeEach
    void start() {
        server.start();
        inbox = SmsInbox.of(SandboxClient.of(URI.create(server.baseUrl())));
        has();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** Sets the messages, oldest first. */
    private void has(String... messages) {
        List<String> newestFirst = Arrays.asList(messages);
        Collections.reverse(newestFirst);
        server.stubFor(get(urlPathEqualTo("/api/messages"))
                .willReturn(VendorServer.json(
                        200, "{\"messages\":[" + String.join(",", newestFirst) + "],\"before\":null}")));
    }

    private static String message(String to, String text, String... codes) {
        String list = Arrays.stream(codes).map(code -> "\"" + code + "\"").collect(Collectors.joining(","));
        return """
                {"id":"1","vendor":"thaibulk","to":"%s","from":"ACME","text":"%s","state":"success","status":"delivered",
                 "acceptedAt":"2026-11-30T10:00:00Z","segments":1,"codes":[%s]}""".formatted(to, text, list);
    }

    private static String failure(Runnable assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion::run);
        assertThat(error).isNotNull();
        return String.valueOf(error.getMessage()).replace("\r\n", "\n");
    }

    @Test
    void one_message_is_asserted_in_one_chain_however_the_vendor_writes_the_number() {
        has(message("+66899999999", "other"), message("66812345678", "Your code is 482-913", "482913"));

        assertThat(inbox)
                .hasSize(2)
                .hasNoMessageTo("+66800000000")
                .hasExactlyOneMessageTo(PHONE)
                .containsCode()
                .containsCode("482913")
                .containsText("code is")
                .hasText("Your code is 482-913")
                .via("thaibulk")
                .isFrom("ACME")
                .hasSegments(1)
                .isDelivered();
    }

    @Test
    void an_empty_inbox_is_empty() {
        assertThat(inbox).isEmpty().hasSize(0).hasMessagesTo(PHONE, 0);
        assertThat(failure(() -> assertThat(inbox).hasExactlyOneMessageTo(PHONE)))
                .isEqualTo("""

                Expecting exactly one message to +66812345678, but there are 0.
                The inbox is empty.""");
    }

    @Test
    void a_failure_shows_all_that_is_there() {
        has(message("+66899999999", "Hello"), message("+66899999999", "x".repeat(70)));

        assertThat(failure(() -> assertThat(inbox).hasExactlyOneMessageTo(PHONE)))
                .isEqualTo("""

                Expecting exactly one message to +66812345678, but there are 0.
                The inbox has 2 messages:
                  thaibulk to +66899999999 from ACME, delivered, 1 segment: "Hello"
                  thaibulk to +66899999999 from ACME, delivered, 1 segment: "%s…\"""".formatted("x".repeat(60)));
        assertThat(failure(() -> assertThat(inbox).hasExactlyOneMessageTo("+66899999999")))
                .contains("Expecting exactly one message to +66899999999, but there are 2.");
        assertThat(failure(() -> assertThat(inbox).hasNoMessageTo("+66899999999")))
                .contains("Expecting no message to +66899999999, but there are 2.");
        assertThat(failure(() -> assertThat(inbox).hasMessagesTo(PHONE, 3)))
                .contains("Expecting 3 messages to +66812345678, but there are 0.");
        assertThat(failure(() -> assertThat(inbox).isEmpty()))
                .contains("Expecting no message at all.\nThe inbox has 2");
        assertThat(failure(() -> assertThat(inbox).hasSize(1))).contains("Expecting exactly one message.\nThe inbox");
    }

    @Test
    void a_failure_shows_the_message_that_it_is_about() {
        has(message(PHONE, "Hello"));

        assertThat(failure(() -> assertThat(inbox).hasExactlyOneMessageTo(PHONE).containsCode()))
                .isEqualTo("""

                Expecting a code of 4 to 8 digits in the text, but it is
                  thaibulk to +66812345678 from ACME, delivered, 1 segment: "Hello\"""");
        SmsMessageAssert message = assertThat(inbox).hasExactlyOneMessageTo(PHONE);
        assertThat(failure(() -> message.containsCode("123456"))).contains("Expecting the code 123456 in the text");
        assertThat(failure(() -> message.hasText("Bye"))).contains("Expecting the text \"Bye\"");
        assertThat(failure(() -> message.containsText("Bye"))).contains("Expecting a text that contains \"Bye\"");
        assertThat(failure(() -> message.via("wavix"))).contains("Expecting a message through wavix");
        assertThat(failure(() -> message.isFrom("OTHER"))).contains("Expecting a message from OTHER");
        assertThat(failure(() -> message.hasSegments(2))).contains("Expecting 2 segments, but it is");
    }

    @Test
    void of_many_messages_a_failure_shows_the_newest() {
        has(IntStream.rangeClosed(1, 25)
                .mapToObj(i -> message("+66899999999", "no " + i))
                .toArray(String[]::new));

        assertThat(failure(() -> assertThat(inbox).isEmpty()))
                .contains("The inbox has 25 messages, of which the newest 20 are:\n")
                .contains("\"no 6\"\n")
                .endsWith("\"no 25\"")
                .doesNotContain("\"no 5\"");
    }

    @Test
    void an_expected_number_that_is_none_is_refused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> assertThat(inbox).hasNoMessageTo("0812345678"));
    }

    @Test
    void waiting_in_vain_shows_what_is_there() {
        has(message("+66899999999", "Hello"));
        server.stubFor(get(urlPathEqualTo("/api/wait")).willReturn(VendorServer.json(404, "{\"error\":\"none\"}")));
        server.stubFor(get(urlPathEqualTo("/api/code")).willReturn(VendorServer.json(404, "{\"error\":\"none\"}")));

        assertThat(failure(() -> inbox.await(PHONE)))
                .isEqualTo("no message came to +66812345678 in PT5S. The inbox has 1 message:\n"
                        + "  thaibulk to +66899999999 from ACME, delivered, 1 segment: \"Hello\"");
        assertThat(failure(() -> inbox.awaitCode(PHONE))).startsWith("no code came to +66812345678 in PT5S. The inbox");
    }

    @Test
    void each_new_number_is_another_one() {
        SmsInbox other = SmsInbox.of(SandboxClient.of(URI.create(server.baseUrl())));

        assertThat(List.of(inbox.newNumber(), inbox.newNumber(), other.newNumber()))
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("\\+668\\d{8}"));
    }
}
