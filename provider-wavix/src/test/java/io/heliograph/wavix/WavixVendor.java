package io.heliograph.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A fake Wavix server. */
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

    /** The vendor's own example of a request: the documented minimum. */
    static SendRequest.Builder request() {
        return SendRequest.to("+447537151866").from("Wavix").text("Hi there, this is a message from Wavix");
    }

    /** A fixture file in the vendor's format. */
    static String fixture(String name) {
        return fixture(WavixVendor.class, name);
    }

    static String error(String text) {
        return """
                {"success":false,"message":"%s"}""".formatted(text);
    }

    /** The requested paths with their queries, oldest first. */
    List<String> urls() {
        return requests().stream().map(LoggedRequest::getUrl).toList();
    }

    /** The result of one of Wavix's own operations. */
    <R> R ask(Function<Wavix, R> operation) {
        Wavix wavix = door().build();
        try (SmsProvider provider = wavix.provider()) {
            assertThat(provider.name()).isEqualTo("wavix");
            return operation.apply(wavix);
        }
    }

    /** A change by one of Wavix's own operations. */
    void change(Consumer<Wavix> operation) {
        ask(wavix -> {
            operation.accept(wavix);
            return "done";
        });
    }
}
