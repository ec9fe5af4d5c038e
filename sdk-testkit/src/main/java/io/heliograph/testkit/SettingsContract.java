package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import io.heliograph.SmsClient;
import io.heliograph.message.Attempt;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The settings of every provider: one exception names all that are missing, blank or invalid, no value is ever
 * exposed, the environment takes precedence over the file, and a default applies to requests without a value.
 *
 * <p>A test extends it, defines the settings, and adds tests of their effects. The contract knows {@code base-url}
 * and {@code allow-cleartext}, which all providers have.
 */
public abstract class SettingsContract extends BaseUrlContract {
    protected SettingsContract() {}

    /** Settings that exclude the required ones, such as another credential. */
    protected List<String> others() {
        return List.of();
    }

    /** Settings with a value that is invalid beside the required ones; each value contains {@code canary}. */
    protected abstract List<Map.Entry<String, String>> wrong();

    /**
     * Each kind of credential, with its secret values, which contain {@code canary}; override it if the form of a
     * value doesn't allow that, or a value isn't secret.
     */
    protected List<Map<String, String>> secrets() {
        Map<String, String> canaries = new LinkedHashMap<>();
        required().keySet().forEach(name -> canaries.put(name, "canary-" + name));
        return List.of(canaries);
    }

    @Test
    final void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(found -> found.name().equals(factory().name()))
                .singleElement()
                .isInstanceOf(factory().getClass());
    }

    @Test
    final void the_factory_names_the_options_of_its_provider() {
        List<String> names = names(factory().options());
        VendorClient vendorClient = factory()
                .create(new ProviderSettings(
                        setting -> Optional.ofNullable(required().get(setting))));
        List<String> used = names(vendorClient.provider().options(request()));
        vendorClient.provider().close();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith(factory().name() + "."));
        assertThat(used)
                .as("options(request) of the provider, beside options() of its factory")
                .isSubsetOf(names);
    }

    private static List<String> names(Collection<VendorOption<?>> options) {
        return options.stream().map(VendorOption::fullName).toList();
    }

    @Test
    final void all_settings_together_are_accepted() {
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .settings(with(optional(), CLEARTEXT, "false"))
                .build()) {
            assertThat(client).hasToString("SmsClient[" + factory().name() + "]");
        }
    }

    @Test
    final void a_second_account_sends_under_a_name_of_its_own() {
        String account = factory().name() + "-two";
        String prefix = "heliograph.providers." + account + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(accepted());
            settings.put(prefix + "type", factory().name());
            settings.put(prefix + "base-url", vendor.url().toString());
            required().forEach((name, value) -> settings.put(prefix + name, value));
            try (SmsClient client = SmsClient.builder()
                    .retry(RetryPolicy.none())
                    .settings(Settings.of(settings))
                    .build()) {
                assertThat(client).hasToString("SmsClient[" + account + "]");
                assertThat(client.trySend(request())).isInstanceOfSatisfying(SendOutcome.Accepted.class, accepted -> {
                    assertThat(accepted.message().provider()).isEqualTo(account);
                    assertThat(accepted.attempts())
                            .extracting(Attempt::provider)
                            .containsExactly(account);
                });
            }
        }
    }

    @Test
    final void the_environment_goes_before_the_file() {
        Map<String, String> environment = new LinkedHashMap<>();
        try (SocketHarness ofFile = SocketHarness.start();
                SocketHarness ofEnvironment = SocketHarness.start()) {
            ofEnvironment.script(accepted());
            Map<String, String> others = otherRequired();
            environment.put(variable("base-url"), ofEnvironment.url() + "/env");
            others.forEach((name, value) -> environment.put(variable(name), value));

            send(with("base-url", ofFile.url().toString()).withEnvironment(environment), request());

            assertThat(ofFile.requests()).isZero();
            RecordedRequest request = ofEnvironment.recorded().get(0);
            assertThat(place(request)).isEqualTo("/env" + sendPath(others));
            required()
                    .forEach((name, value) -> assertThat(places(request))
                            .as("%s, wherever the vendor wants it", name)
                            .contains(others.get(name))
                            .doesNotContain(value));
        }
    }

    /** The parts of a request that can hold a credential: path, headers, decoded HTTP Basic, and values. */
    private static String places(RecordedRequest request) {
        String basic = request.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .map(value -> new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8))
                .orElse("");
        return place(request) + " " + request.headers() + " " + basic + " " + WireValues.of(request);
    }

    private String variable(String name) {
        return (prefix() + name).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Test
    final void each_required_setting_is_named_if_it_is_missing() {
        for (String missing : required().keySet()) {
            Map<String, String> rest = new LinkedHashMap<>(required());
            rest.putAll(optional()); // without any setting there is no provider
            rest.remove(missing);

            assertThat(faultsOf(settings(rest)).violations()).singleElement().satisfies(violation -> {
                assertThat(violation.field()).isEqualTo(prefix() + missing);
                assertThat(violation.problem()).startsWith("is missing");
            });
        }
        assertThat(faultsOf(settings(optional())).violations())
                .allMatch(violation -> violation.problem().startsWith("is missing"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrderElementsOf(named(required().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    final void each_required_setting_is_named_if_it_is_blank(String blank) {
        for (String name : required().keySet()) {
            assertThat(fieldsOf(with(name, blank))).containsExactly(prefix() + name);
        }
    }

    /** One invalid value for each optional setting. */
    private Map<String, String> wrongOnes() {
        Map<String, String> ones = new LinkedHashMap<>();
        wrong().stream()
                .filter(one -> optional().containsKey(one.getKey()))
                .forEach(one -> ones.putIfAbsent(one.getKey(), one.getValue()));
        return ones;
    }

    @Test
    final void all_that_is_missing_or_wrong_is_named_at_once() {
        Map<String, String> wrong = wrongOnes();
        wrong.put("base-url", "sms.example.com:8080");

        List<String> faulty = new ArrayList<>(named(wrong.keySet()));
        faulty.addAll(named(required().keySet()));
        assertThat(fieldsOf(settings(wrong))).containsExactlyInAnyOrderElementsOf(faulty);
    }

    @Test
    final void an_invalid_flag_hides_no_other_violation() {
        Map<String, String> wrong = wrongOnes();
        wrong.put(CLEARTEXT, "maybe");

        List<String> faulty = new ArrayList<>(named(wrong.keySet()));
        faulty.addAll(named(required().keySet()));
        assertThat(fieldsOf(settings(wrong))).containsExactlyInAnyOrderElementsOf(faulty);
    }

    @Test
    final void a_flag_that_is_none_does_not_make_other_settings_unknown() {
        assertThat(fieldsOf(with(optional(), CLEARTEXT, "maybe"))).containsExactly(prefix() + CLEARTEXT);
    }

    @Test
    final void a_misspelt_setting_is_named_with_the_nearest() {
        for (String name : required().keySet()) {
            String misspelt = name.contains("-") ? name.replace("-", "") : name + "s";
            InvalidRequestException exception = faultsOf(with(misspelt, "canary-value"));

            assertThat(exception.violations()).extracting(Violation::field).containsExactly(prefix() + misspelt);
            assertThat(exception).hasMessageNotContaining("canary-value").hasMessageContaining(prefix() + name + "?");
        }
    }

    @Test
    final void an_unknown_setting_is_named_with_those_that_exist() {
        InvalidRequestException exception = faultsOf(with("colour-of-the-sky", "canary-value"));

        assertThat(exception.violations()).extracting(Violation::field).containsExactly(prefix() + "colour-of-the-sky");
        assertThat(exception).hasMessageNotContaining("canary-value").hasMessageContainingAll(all());
    }

    private CharSequence[] all() {
        List<String> all = new ArrayList<>(List.of("base-url", CLEARTEXT));
        all.addAll(required().keySet());
        all.addAll(optional().keySet());
        all.addAll(others());
        return named(all).toArray(CharSequence[]::new);
    }

    Stream<Arguments> wrongValues() {
        Stream<Map.Entry<String, String>> places = Stream.of(
                        "canary.example.com",
                        "ftp://canary.example.com",
                        "http://canary.example.com",
                        vendorUrl().replace("https://", "https://user:canary@"),
                        vendorUrl() + "/?key=canary",
                        vendorUrl() + "/#canary")
                .map(url -> Map.entry("base-url", url));
        Stream<Map.Entry<String, String>> credentials = required().keySet().stream()
                .flatMap(name ->
                        Stream.of("canary " + name, "canary-ключ", "${canary}").map(value -> Map.entry(name, value)));
        Stream<Map.Entry<String, String>> flag = Stream.of(Map.entry(CLEARTEXT, "canary"));
        return Stream.of(places, credentials, flag, wrong().stream())
                .flatMap(all -> all)
                .map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    final void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Settings settings = with(name, value);
        InvalidRequestException exception = faultsOf(settings);

        assertThat(exception.violations()).extracting(Violation::field).containsExactly(prefix() + name);
        assertThat(exception).hasMessageNotContaining("canary").hasNoCause();
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test
    final void nothing_that_it_prints_holds_a_credential() {
        for (Map<String, String> login : secrets()) {
            VendorClient vendorClient =
                    factory().create(new ProviderSettings(setting -> Optional.ofNullable(login.get(setting))));
            try (SmsClient client = SmsClient.builder()
                    .retry(RetryPolicy.none())
                    .provider(vendorClient)
                    .build()) {
                assertThat(List.of(client, vendorClient, vendorClient.provider(), settings(login))
                                .toString())
                        .doesNotContain("canary");
            }
        }
    }

    @Test
    final void the_default_sender_is_sent_where_the_request_has_none() {
        List<String> sent = sent(SendRequest.to(to()).text("Hi").build());

        assertThat(sent.contains(defaultSender())).isEqualTo(hasSender());
    }

    @Test
    final void the_sender_of_the_request_goes_before_the_default_sender() {
        List<String> sent = sent(request());

        assertThat(sent).doesNotContain(defaultSender());
        assertThat(sent.contains(from())).isEqualTo(hasSender());
    }

    private boolean hasSender() {
        return optional().containsKey("from");
    }

    private String defaultSender() {
        return optional().getOrDefault("from", "no sender");
    }

    /** The values of a request with all settings. */
    private List<String> sent(SendRequest request) {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(accepted());
            send(with(optional(), "base-url", vendor.url().toString()), request);
            return WireValues.of(vendor.recorded().get(0));
        }
    }

    /**
     * The provider's own builder, with nothing set: it has a method for each setting, {@code apiKey(String)} for
     * {@code api-key}, and {@code build()}. Empty if there is no builder to test.
     */
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.empty();
    }

    @Test
    final void the_builder_names_its_faults_as_the_settings_do() {
        builder().ifPresent(builder -> {
            List<String> faulty = new ArrayList<>(required().keySet());
            faulty.add("base-url");
            required().keySet().forEach(name -> set(builder, name, ""));
            builder.baseUrl("nowhere");
            wrong().stream()
                    .filter(one -> one.getKey().equals("from"))
                    .findFirst()
                    .ifPresent(one -> {
                        set(builder, one.getKey(), one.getValue());
                        faulty.add(one.getKey());
                    });
            InvalidRequestException exception =
                    catchThrowableOfType(InvalidRequestException.class, () -> call(builder, "build"));

            assertThat(exception).as("nothing was rejected").isNotNull();
            assertThat(exception.violations()).extracting(Violation::field).containsExactlyInAnyOrderElementsOf(faulty);
            assertThat(exception).hasMessageNotContaining("canary");
        });
    }

    /** Sets a setting by its builder method: {@code api-key} by {@code apiKey(String)}. */
    private static void set(VendorClientBuilder<?> builder, String name, String value) {
        Matcher dash = Pattern.compile("-(.)").matcher(name);
        call(builder, dash.replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)), value);
    }

    private static void call(VendorClientBuilder<?> builder, String method, String... value) {
        try {
            Class<?>[] types = new Class<?>[value.length];
            Arrays.fill(types, String.class);
            builder.getClass().getMethod(method, types).invoke(builder, (Object[]) value);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(method + " of the builder failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            fail("The builder has no method " + method + " like the setting", e);
        }
    }

    private List<String> named(Iterable<String> names) {
        List<String> named = new ArrayList<>();
        names.forEach(name -> named.add(prefix() + name));
        return named;
    }
}
