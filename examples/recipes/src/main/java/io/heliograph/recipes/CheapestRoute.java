package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.money.PriceTable;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.wavix.Wavix;
import java.util.List;

/**
 * How does each SMS go through the cheapest provider, and what will it cost?
 *
 * <p>{@code cheapest(…)} compares your prices for the number, times the segments that each provider counts; the other one is asked
 * where the first is down. The estimate makes no request. {@code scripts/recipe cheapest} runs it on a sandbox. For real accounts
 * leave out {@code baseUrl}, set your API keys and senders, and put the prices that you have agreed into a file: {@code
 * PriceTable.load(Path.of("prices.csv"))}.
 */
final class CheapestRoute {
    static final PriceTable PRICES = PriceTable.parse("""
            # provider, country or prefix or *, currency, price of one segment
            wavix, TH, USD, 0.0132
            wavix, *, USD, 0.0800
            nativehub, TH, USD, 0.0150
            nativehub, *, USD, 0.0450
            """);

    private CheapestRoute() {}

    static SmsClient client(Sandbox sandbox) {
        return SmsClient.builder()
                .provider(Wavix.builder()
                        .apiKey("sandbox")
                        .baseUrl(sandbox.baseUrl("wavix").toString())
                        .from("ACME")
                        .build())
                .provider(NativeHub.builder()
                        .apiKey("sandbox")
                        .baseUrl(sandbox.baseUrl("nativehub").toString())
                        .from("ACME")
                        .build())
                .prices(PRICES)
                .route("cheapest(wavix, nativehub)")
                .build();
    }

    static void run(Sandbox sandbox) {
        try (SmsClient sms = client(sandbox)) {
            for (String phone : List.of("+66812345678", "+447700900123")) {
                SendRequest request = SendRequest.to(phone)
                        .text("We open at nine. ".repeat(10)) // 170 characters
                        .build();
                for (CostEstimate estimate : sms.plan(request).steps()) {
                    System.out.println(estimate.provider() + " would take " + estimate.credits() + ": "
                            + estimate.price().map(Object::toString).orElse("no price"));
                }
                Message message = sms.send(request);
                System.out.println("Sent by " + message.provider() + ".");
            }
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
