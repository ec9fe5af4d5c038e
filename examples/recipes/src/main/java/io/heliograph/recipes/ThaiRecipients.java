package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.MessageId;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.thaibulk.RecipientState;
import io.heliograph.thaibulk.ThaiBulk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How do I find out who of many recipients got a message by ThaiBulk (Me SMS)?
 *
 * <p>One call sends to all of them and gives one id. The summary counts them by status; the recipients come as a stream, which fetches a page
 * after the other by cursor as it is read, so that two million of them take no more memory than one page. {@code scripts/recipe
 * recipients} runs it on a sandbox. For a real account leave out {@code baseUrl}, and set your API key and your approved sender.
 */
final class ThaiRecipients {
    private ThaiRecipients() {}

    static void run(Sandbox sandbox) {
        ThaiBulk thaiBulk = ThaiBulk.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("thaibulk").toString())
                .from("HELIOGRAPH")
                .build();
        Stream<String> phones = IntStream.range(0, 250) // the last one is on the vendor's block list
                .mapToObj(i -> String.format(Locale.ROOT, "+668123%05d", i < 249 ? 1_000 + i : 20_002));
        List<MessageId> calls = new ArrayList<>();
        try (SmsClient sms = SmsClient.builder().provider(thaiBulk).build()) {
            BulkReport report = sms.bulk(BulkRequest.to(phones, content -> content.text("เปิดเก้าโมง")), call -> {
                if (call.outcome() instanceof SendOutcome.Accepted accepted) {
                    calls.add(accepted.message().id());
                }
            });
            System.out.println(report.accepted() + " accepted by " + calls.size() + " call.");
            for (MessageId call : calls) {
                System.out.println("By status: " + thaiBulk.summary(call).byWord());
                for (RecipientStatus recipient : blocked(thaiBulk, call)) {
                    System.out.println("Blocked: "
                            + recipient.failure().map(Object::toString).orElse("no reason"));
                }
            }
        }
    }

    static List<RecipientStatus> blocked(ThaiBulk thaiBulk, MessageId call) {
        try (Stream<RecipientStatus> recipients = thaiBulk.recipients(call, RecipientState.BLOCKED)) {
            return recipients.toList();
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
