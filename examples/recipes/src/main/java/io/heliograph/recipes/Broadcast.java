package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.textingline.TextingLine;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How do I send one text to many people by TextingLine, where some of them may not have opted in?
 *
 * <p>TextingLine takes 100 to 50,000 recipients in one call, and refuses the whole call because of one without consent. Its answer
 * names them, so the client sends to the others by one more call, with another key; fewer than 100 get a call each.
 * {@code scripts/recipe broadcast} runs it on a sandbox. For a real account leave out {@code baseUrl}, and set your key and number.
 */
final class Broadcast {
    private Broadcast() {}

    /** The same name again is an error: a bulk send runs once; a campaign of heliograph-store-jdbc can go on after a crash. */
    static BulkReport send(SmsClient sms, String name, List<String> phones) {
        BulkRequest request = BulkRequest.to(
                phones.stream(),
                content -> content.text("We open at nine").idempotencyKey(IdempotencyKey.derive("broadcast", name)));
        return sms.bulk(
                request,
                call -> System.out.println("A call of " + call.recipients().size() + ": "
                        + call.outcome().describe()));
    }

    static void run(Sandbox sandbox) {
        TextingLine textingLine = TextingLine.builder()
                .keyId("sandbox")
                .keySecret("sandbox")
                .baseUrl(sandbox.baseUrl("textingline").toString())
                .from("+12025550100")
                .build();
        List<String> phones = Stream.concat(
                        IntStream.range(0, 149).mapToObj(i -> "+1202555" + (1_100 + i)),
                        Stream.of("+12025550002")) // hasn't opted in
                .toList();
        try (SmsClient sms = SmsClient.builder().provider(textingLine).build()) {
            BulkReport report = send(sms, "opening", phones);
            System.out.println(report.accepted() + " accepted, " + report.rejected() + " rejected, " + report.unknown()
                    + " unknown; " + sandbox.inbox().size() + " SMS.");
            try {
                send(sms, "opening", phones);
            } catch (InvalidRequestException e) {
                System.out.println("The same again is refused: " + e.getMessage());
            }
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
