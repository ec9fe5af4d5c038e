package io.heliograph.thaibulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.VendorServer;
import java.util.function.Function;

/** A fake Me SMS server. */
final class ThaiBulkVendor extends VendorServer {
    static final String KEY = "me-sms-key-of-the-test";
    static final String UUID = "0b6f1c1e-7c1b-4f0e-9a44-2f6a3b0d9c11";
    static final MessageId ID = new MessageId("thaibulk", UUID);
    static final String RECIPIENTS = "/sms/" + UUID + "/recipients?after=";

    ThaiBulkVendor() {
        super("thaibulk", url -> door(url).build(), ThaiBulkVendor::request);
    }

    private static ThaiBulk.Builder door(String url) {
        return ThaiBulk.builder().apiKey(KEY).baseUrl(url).from("ACME");
    }

    ThaiBulk.Builder door() {
        return door(url());
    }

    static SendRequest.Builder request() {
        return SendRequest.to("+66812345678").from("ACME").text("รหัส 482910");
    }

    /** A fixture file in the vendor's format. */
    static String fixture(String name) {
        return fixture(ThaiBulkVendor.class, name);
    }

    static String error(String text) {
        return """
                {"error":"%s"}""".formatted(text);
    }

    static String error(String text, String code) {
        return """
                {"error":"%s","code":"%s"}""".formatted(text, code);
    }

    /** Uses a provider, and closes it. */
    <R> R at(ThaiBulk door, Function<ThaiBulk, R> work) {
        try (SmsClient client =
                SmsClient.builder().retry(RetryPolicy.none()).provider(door).build()) {
            assertThat(client).hasToString("SmsClient[thaibulk]");
            return work.apply(door);
        }
    }

    <R> R at(Function<ThaiBulk, R> work) {
        return at(door().build(), work);
    }

    Message status() {
        return status(UUID);
    }

    Message cancel() {
        try (SmsClient client = client()) {
            return client.cancel(ID);
        }
    }
}
