package io.heliograph.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A stand-in for Wavix. */
final class WavixVendor extends VendorServer {
    static final String KEY = "wavix-key-of-the-test";

    WavixVendor() {
        super("wavix", url -> door(url).build(), WavixVendor::request);
    }

    private static Wavix.Builder door(String url) {
        return Wavix.builder().apiKey(KEY).baseUrl(url);
    }

    Wavix.Builder door() {
        return door(url());
    }

    /** The vendor's own example of a request: what it documents as the least. */
    static SendRequest.Builder request() {
        return SendRequest.to("+447537151866").from("Wavix").text("Hi there, this is a message from Wavix");
    }

    /** A file in the vendor's words. */
    static String fixture(String name) {
        return fixture(WavixVendor.class, name);
    }

    static String error(String text) {
        return """
                {"success":false,"message":"%s"}""".formatted(text);
    }

    /** The paths that were asked for with their queries, oldest first. */
    List<String> urls() {
        return requests().stream().map(LoggedRequest::getUrl).toList();
    }

    /** What one of Wavix's own operations gives. */
    <R> R ask(Function<Wavix, R> operation) {
        Wavix wavix = door().build();
        try (SmsProvider provider = wavix.provider()) {
            assertThat(provider.name()).isEqualTo("wavix");
            return operation.apply(wavix);
        }
    }

    /** A change that one of Wavix's own operations makes. */
    void change(Consumer<Wavix> operation) {
        ask(wavix -> {
            operation.accept(wavix);
            return "done";
        });
    }
}
