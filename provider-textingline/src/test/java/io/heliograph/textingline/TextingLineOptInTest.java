package io.heliograph.textingline;

import static io.heliograph.testkit.VendorServer.json;
import static io.heliograph.textingline.TextingLineVendor.BROADCAST;
import static io.heliograph.textingline.TextingLineVendor.MESSAGE;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.recipients;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.SmsClient;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broadcast that is rejected because some recipients aren't opted in (33028), whom the details name. */
class TextingLineOptInTest {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    private final List<BulkCallResult> results = new ArrayList<>();

    private static String notOptedIn(String names) {
        return fixture("error-33028.reply.json").replace("\"+18005551001\", \"+18005551007\"", names);
    }

    /** The vendor's responses in this order, the last one from then on. */
    private static void says(List<String> rejections, String accepted) {
        String state = Scenario.STARTED;
        for (int i = 0; i < rejections.size(); i++) {
            String next = "after " + (i + 1);
            VENDOR.on(WireMock.post(WireMock.anyUrl())
                    .inScenario("opt-in")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(json(400, rejections.get(i))));
            state = next;
        }
        VENDOR.on(WireMock.post(WireMock.anyUrl())
                .inScenario("opt-in")
                .whenScenarioStateIs(state)
                .willReturn(json(201, accepted)));
    }

    private BulkReport send(int many) {
        BulkRequest request = BulkRequest.to(
                recipients(many).stream().map(PhoneNumber::e164),
                content -> content.from("+18005559876").text("Hi").idempotencyKey("sale-2026"));
        try (SmsClient client = VENDOR.client()) {
            BulkReport report = client.bulk(request, results::add);
            assertThat(recipients(many))
                    .as("a missing opt-in is no STOP")
                    .allMatch(number ->
                            client.suppressions().find(number, Optional.empty()).isEmpty());
            return report;
        }
    }

    private static List<String> keys() {
        return VENDOR.requests().stream()
                .map(request -> request.getBodyAsString().replaceAll(".*\"idempotencyKey\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void those_who_are_named_are_rejected_and_the_others_get_a_broadcast_with_another_key() {
        says(List.of(fixture("error-33028.reply.json")), fixture("broadcast.reply.json"));

        BulkReport report = send(102);

        assertThat(report).isEqualTo(new BulkReport(100, 2, 0, 0, 0));
        assertThat(VENDOR.requests()).extracting(LoggedRequest::getUrl).containsExactly(BROADCAST, BROADCAST);
        assertThat(VENDOR.requests().get(1).getBodyAsString())
                .doesNotContain("+18005551001", "+18005551007")
                .contains("+18005551000", "+18005551101");
        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
        assertThat(results.get(0).outcome()).isInstanceOf(SendOutcome.Rejected.class);
        assertThat(results.get(0).recipients())
                .extracting(PhoneNumber::e164)
                .containsExactly("+18005551001", "+18005551007");
    }

    @Test
    void fewer_others_than_a_broadcast_needs_are_sent_one_by_one() {
        says(List.of(fixture("error-33028.reply.json")), fixture("send-sms.reply.json"));

        assertThat(send(100)).isEqualTo(new BulkReport(98, 2, 0, 0, 0));
        assertThat(VENDOR.requests())
                .filteredOn(request -> request.getUrl().equals(MESSAGE))
                .hasSize(98);
        assertThat(keys()).hasSize(99).doesNotHaveDuplicates();
    }

    @Test
    void a_second_rejection_ends_it() {
        says(List.of(notOptedIn("\"+18005551001\""), notOptedIn("\"+18005551003\"")), fixture("broadcast.reply.json"));

        assertThat(send(120)).isEqualTo(new BulkReport(0, 120, 0, 0, 0));
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void a_rejection_that_names_nobody_of_the_broadcast_rejects_the_whole() {
        for (String names : List.of("", "null", "7", "\"+447537151866\"", "\"nobody\"")) {
            VENDOR.says(400, notOptedIn(names));
            int before = VENDOR.requests().size();

            assertThat(send(100)).as(names).isEqualTo(new BulkReport(0, 100, 0, 0, 0));
            assertThat(VENDOR.requests().size() - before).as(names).isEqualTo(1);
        }
    }
}
