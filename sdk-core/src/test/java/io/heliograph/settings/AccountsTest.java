package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.FakeProvider;
import io.heliograph.SmsClient;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.tracking.PartOf;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several accounts of one provider, each under a name of its own. */
class AccountsTest {
    private static final String KEY = "heliograph.providers.fake-eu.api-key";
    private static final String TYPE = "heliograph.providers.fake-eu.type";
    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(10));

    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    private static Settings settings(String... namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(properties);
    }

    private static String client(Settings settings) {
        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            return client.toString();
        }
    }

    private static List<Violation> faults(Settings settings) {
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(settings));
        assertThat(thrown).isNotNull();
        return thrown.violations();
    }

    @Test
    void two_accounts_are_two_providers_in_a_route() {
        Settings two = settings(
                "heliograph.providers.fake.api-key",
                "one",
                TYPE,
                "fake",
                KEY,
                "two",
                "heliograph.providers.fake-eu.rate-limit",
                "5",
                "heliograph.route",
                "GB: fake-eu || fake; *: fake");

        assertThat(client(two)).isEqualTo("SmsClient[GB: fake-eu || fake; *: fake]");
        assertThat(FakeFactory.MADE.get()).hasSize(2);
    }

    @Test
    void prices_and_budgets_are_by_the_accounts_name() {
        try (SmsClient client = SmsClient.builder()
                .settings(settings(TYPE, "fake", KEY, "two", "heliograph.spend.budgets", "fake-eu TH 5 parts"))
                .prices(io.heliograph.money.PriceTable.parse("fake-eu, *, USD, 0.01"))
                .build()) {
            assertThat(client.estimate(SendRequest.to("+66812345678").text("hi").build()))
                    .singleElement()
                    .satisfies(estimate -> {
                        assertThat(estimate.provider()).isEqualTo("fake-eu");
                        assertThat(estimate.price()).isPresent();
                    });
        }
    }

    @Test
    void an_account_may_be_in_the_environment_alone() {
        Settings environment = Settings.none()
                .withEnvironment(Map.of(
                        "HELIOGRAPH_PROVIDERS_FAKE_EU_TYPE", "fake",
                        "HELIOGRAPH_PROVIDERS_FAKE_EU_API_KEY", "two"));

        assertThat(client(environment)).isEqualTo("SmsClient[fake-eu]");
    }

    @Test
    void a_variable_belongs_to_the_account_whose_name_is_longer() {
        Settings mixed = settings(TYPE, "fake", "heliograph.providers.fake.api-key", "one")
                .withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_EU_API_KEY", "two"));

        assertThat(client(mixed)).isEqualTo("SmsClient[fake-eu || fake]");
        assertThat(client(
                        settings(TYPE, "fake").withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_EU_API_KEY", "two"))))
                .isEqualTo("SmsClient[fake-eu]");
    }

    @Test
    void the_type_of_its_own_name_changes_nothing() {
        assertThat(client(
                        settings("heliograph.providers.fake.type", "fake", "heliograph.providers.fake.api-key", "one")))
                .isEqualTo("SmsClient[fake]");
    }

    @Test
    void an_unknown_type_is_named_with_those_that_exist_and_nothing_else_is() {
        assertThat(faults(settings(TYPE, "hunter2", KEY, "two")))
                .containsExactly(new Violation(
                        TYPE,
                        "is 1 digit and 6 letters, which is no provider on the class path; there are fake, other"));
        assertThat(faults(Settings.none().withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_EU_TYPE", "hunter2"))))
                .contains(new Violation(
                        "HELIOGRAPH_PROVIDERS_FAKE_EU_TYPE", "names no provider that is on the class path"));
    }

    @Test
    void a_forgotten_type_is_advised() {
        assertThat(faults(settings(KEY, "two")))
                .containsExactly(new Violation(
                        "heliograph.providers.fake-eu",
                        "is no provider on the class path; there are fake, other; for another account of fake set "
                                + "heliograph.providers.fake-eu.type=fake"));
    }

    @Test
    void the_name_of_another_provider_cannot_be_taken() {
        assertThat(faults(settings("heliograph.providers.other.type", "fake")))
                .extracting(Violation::field)
                .containsExactly("heliograph.providers.other.type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fake", "fake_eu", "fake--eu", "fake-", "2fake"})
    void a_name_that_no_route_could_have_is_a_fault(String name) {
        String type = "heliograph.providers." + name + ".type";
        assertThat(faults(settings(type, "fake"))).extracting(Violation::field).containsExactly(type);
    }

    @Test
    void the_settings_of_an_account_are_those_of_its_type() {
        assertThat(faults(settings(TYPE, "fake", KEY, "two", "heliograph.providers.fake-eu.api-kye", "x")))
                .containsExactly(new Violation(
                        "heliograph.providers.fake-eu.api-kye", "is no setting; did you mean " + KEY + "?"));
        assertThat(faults(settings(TYPE, "fake"))).extracting(Violation::field).containsExactly(KEY);
    }

    @Test
    void settings_of_a_provider_that_is_in_code_are_one_fault() {
        FakeProvider inCode = FakeProvider.accepting("fake");
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class,
                () -> SmsClient.builder()
                        .provider(inCode)
                        .settings(settings(
                                        "heliograph.providers.fake.api-key", "one",
                                        "heliograph.providers.fake.rate-limit", "5")
                                .withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_FAST", "true"))));

        assertThat(thrown.violations())
                .containsExactly(new Violation(
                        "heliograph.providers.fake",
                        "has settings, which have no effect: fake is set up in code already, in Spring as a bean; keep"
                                + " one of the two"));
    }

    /** A provider of every kind of answer. */
    private static final class Answering implements WebhookParser {
        private final WebhookVerifier verifier = WebhookSecurity.none().token("fake");

        @Override
        public WebhookVerifier verifier() {
            return verifier;
        }

        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant at) {
            StatusReport report = StatusReport.of(new MessageId("fake", "m-1"), Status.SENT, ReportSource.WEBHOOK, at)
                    .partOf(new PartOf(new MessageId("fake", "m-0"), 1, 2))
                    .eventId("e-1")
                    .build();
            return List.of(
                    new StatusChanged(report, "dlr", "{}"),
                    MessageReceived.builder(new MessageId("fake", "m-2"), MessageReceived.Kind.SMS)
                            .text("STOP")
                            .build(),
                    new SmsEvent.Ping("fake", "ping", Optional.of("e-2"), "{}"),
                    new SmsEvent.Unrecognised("fake", "x", Optional.of("e-3"), "{}"));
        }

        @Override
        public Set<String> methods() {
            return Set.of("GET");
        }

        @Override
        public boolean reportsParts() {
            return true;
        }
    }

    @Test
    void what_a_provider_answers_has_the_accounts_name() {
        PhoneNumber to = PhoneNumber.of("+66812345678");
        Message bulk = Message.builder(new MessageId("fake", "b-1"), Status.QUEUED)
                .recipients(List.of(new RecipientStatus(new MessageId("fake", "r-1"), to, Status.QUEUED, null, null)))
                .build();
        SmsProvider fake = FakeProvider.of("fake", (request, context) -> new SendResult.Accepted(bulk))
                .answeringStatus(id -> Message.inParts(id.provider(), List.of("0A", "0B"), Status.SENT)
                        .build());
        AccountProvider account = new AccountProvider("fake-eu", fake);

        SendRequest request = SendRequest.to("+66812345678").text("hi").build();
        SendResult sent = account.send(request, new AttemptContext(SOON));
        assertThat(sent).isInstanceOfSatisfying(SendResult.Accepted.class, accepted -> {
            assertThat(accepted.message().id()).hasToString("fake-eu:b-1");
            assertThat(accepted.message().recipients())
                    .singleElement()
                    .satisfies(status -> assertThat(status.id()).hasToString("fake-eu:r-1"));
        });
        Message status = account.status(new MessageId("fake-eu", "m-1"), SOON);
        assertThat(status.id()).hasToString("fake-eu:0A+1");
        assertThat(status.partIds()).extracting(MessageId::toString).containsExactly("fake-eu:0A", "fake-eu:0B");
    }

    @Test
    void events_and_rejections_have_the_accounts_name() {
        AccountWebhooks webhooks = new AccountWebhooks("fake-eu", new Answering());
        WebhookRequest request =
                new WebhookRequest("GET", Map.of(), new byte[0], URI.create("http://localhost/x"), "127.0.0.1");

        List<SmsEvent> events = webhooks.parse(request, Instant.EPOCH);

        assertThat(events).extracting(SmsEvent::provider).containsOnly("fake-eu");
        assertThat(((StatusChanged) events.get(0)).report().partOf())
                .hasValueSatisfying(part -> assertThat(part.message()).hasToString("fake-eu:m-0"));
        assertThat(events).extracting(SmsEvent::eventId).contains(Optional.of("e-1"), Optional.of("e-3"));
        assertThat(webhooks.methods()).containsExactly("GET");
        assertThat(webhooks.reportsParts()).isTrue();
        assertThatThrownBy(() -> webhooks.verifier().verify(request, Instant.EPOCH))
                .isInstanceOf(WebhookRejectedException.class)
                .hasMessageStartingWith("fake-eu: ");
    }

    @Test
    void a_registration_has_the_accounts_name() {
        WebhookRegistrar registrar = new WebhookRegistrar(
                (request, now) -> {},
                url -> new WebhookRegistration(
                        "fake", List.of(new WebhookRegistration.Entry("dlr", WebhookRegistration.Action.ADDED))));

        assertThat(registrar.withProvider("fake-eu").register(URI.create("https://sms.example.com/x")))
                .extracting(WebhookRegistration::provider)
                .isEqualTo("fake-eu");
    }

    /** Else a provider's own answer would be lost behind a default of the interface. */
    @Test
    void an_account_passes_every_call_on() {
        assertThat(methods(AccountProvider.class)).containsAll(methods(SmsProvider.class));
        assertThat(methods(AccountWebhooks.class)).containsAll(methods(WebhookParser.class));
    }

    private static List<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !java.lang.reflect.Modifier.isPrivate(method.getModifiers()))
                .map(Method::getName)
                .toList();
    }
}
