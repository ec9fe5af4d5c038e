package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The base URL of a provider: the vendor's own unless another one is set, whose path is kept. Plain HTTP is allowed
 * on this machine, with permission on a private network, and nowhere else.
 *
 * <p>Settings have their short names, such as {@code api-key}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseUrlContract {
    static final String CLEARTEXT = "allow-cleartext";

    protected BaseUrlContract() {}

    /** Creates the provider from settings. */
    protected abstract ProviderFactory factory();

    /** The required settings, each with a valid value. */
    protected abstract Map<String, String> required();

    /** Optional settings that are allowed beside those, each with a valid value. */
    protected abstract Map<String, String> optional();

    /** The provider at the vendor's own base URL, with these options. */
    protected abstract VendorClient door(HttpOptions options);

    /** The vendor's own base URL: https, without a slash at the end. */
    protected abstract String vendorUrl();

    /**
     * The path of a send below the base URL, with the {@linkplain #required() required} settings; without its query.
     */
    protected abstract String sendPath();

    /** The same with other required settings; override it if one of them is part of the path. */
    protected String sendPath(Map<String, String> required) {
        return sendPath();
    }

    /**
     * The required settings with other valid values, none of which contains one of {@link #required()}; override it
     * if a value has a form, such as 32 hexadecimal digits.
     */
    protected Map<String, String> otherRequired() {
        Map<String, String> others = new LinkedHashMap<>();
        required().keySet().forEach(name -> others.put(name, name + "-of-the-environment"));
        return others;
    }

    /** The response to an accepted send in the vendor's documentation. */
    protected abstract Behaviour accepted();

    /** A valid sender other than the default one. */
    protected String from() {
        return "Other";
    }

    /** A valid number. */
    protected String to() {
        return "+447537151866";
    }

    Stream<String> urlsThatNeedNoPermission() {
        return Stream.of(
                vendorUrl(),
                "https://sms.example.com/a/path/",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]/x");
    }

    @ParameterizedTest
    @MethodSource("urlsThatNeedNoPermission")
    final void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(with("base-url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.5:8080",
                "http://192.168.1.20",
                "http://sms-proxy",
                "http://proxy.internal",
                "http://phone.local:8080"
            })
    final void cleartext_on_a_private_network_needs_permission(String url) {
        assertThat(fieldsOf(with("base-url", url))).containsExactly(prefix() + CLEARTEXT);
        assertThat(fieldsOf(with("base-url", url, CLEARTEXT, ""))).containsExactly(prefix() + CLEARTEXT);
        assertThat(fieldsOf(with("base-url", url, CLEARTEXT, "false"))).containsExactly(prefix() + CLEARTEXT);
        assertBuilds(with("base-url", url, CLEARTEXT, "true"));
    }

    Stream<String> publicUrls() {
        return Stream.of(vendorUrl().replace("https:", "http:"), "http://8.8.8.8", "http://8.8.8.8:8080");
    }

    @ParameterizedTest
    @MethodSource("publicUrls")
    final void cleartext_to_a_public_host_is_never_allowed(String url) {
        assertThat(fieldsOf(with("base-url", url, CLEARTEXT, "true"))).containsExactly(prefix() + "base-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/gateway", "/gateway/", "/a%20b/label/", "/phones/one"})
    final void the_path_of_the_base_url_is_kept(String path) {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(accepted());
            send(with("base-url", "http://127.0.0.1:" + vendor.port() + path), request());

            assertThat(vendor.recorded())
                    .extracting(BaseUrlContract::place)
                    .containsExactly(path.replaceFirst("/$", "") + sendPath());
        }
    }

    @Test
    final void the_base_url_is_the_vendors_unless_another_is_set() {
        List<String> texts = new CopyOnWriteArrayList<>();
        OkHttpClient offline = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    texts.add(chain.request().url().newBuilder().query(null).toString());
                    throw new IOException("no network in tests");
                })
                .build();
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door(HttpOptions.defaults().using(offline)))
                .build()) {
            assertThat(client.trySend(request())).isNotInstanceOf(SendOutcome.Accepted.class);
        }

        assertThat(texts).containsExactly(vendorUrl() + sendPath());
    }

    /** The URL of a request; a vendor that accepts sends by GET has the message in the query. */
    static String place(RecordedRequest request) {
        return request.target().replaceFirst("\\?.*", "");
    }

    final SendRequest request() {
        return SendRequest.to(to()).from(from()).text("Hi").build();
    }

    static void send(Settings settings, SendRequest request) {
        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            assertThat(client.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    final String prefix() {
        return "heliograph.providers." + factory().name() + ".";
    }

    final Settings settings(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(prefix() + name, value));
        return Settings.of(all);
    }

    final Settings with(Map<String, String> more, String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>(required());
        all.putAll(more);
        all.putAll(pairs(namesAndValues));
        return settings(all);
    }

    /** Only these settings, by their short names. */
    protected final Settings settings(String... namesAndValues) {
        return settings(pairs(namesAndValues));
    }

    /** The required settings, and these, by their short names. */
    protected final Settings with(String... namesAndValues) {
        return with(Map.of(), namesAndValues);
    }

    private static Map<String, String> pairs(String... namesAndValues) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return pairs;
    }

    /** Asserts that a client can be built from these settings. */
    protected static void assertBuilds(Settings settings) {
        assertThatCode(() -> SmsClient.builder()
                        .settings(settings)
                        .retry(RetryPolicy.none())
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    /** The exception for these settings; fails if there is none. */
    protected static InvalidRequestException faultsOf(Settings settings) {
        InvalidRequestException exception = catchThrowableOfType(
                InvalidRequestException.class,
                () -> SmsClient.builder().settings(settings).retry(RetryPolicy.none()));
        assertThat(exception).as("nothing was rejected").isNotNull();
        return exception;
    }

    /** The full names of the settings that these make invalid. */
    protected static List<String> fieldsOf(Settings settings) {
        return faultsOf(settings).violations().stream().map(Violation::field).toList();
    }
}
