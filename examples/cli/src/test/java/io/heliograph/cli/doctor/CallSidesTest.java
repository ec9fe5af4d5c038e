package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.doctor.CallObserver.Sight;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.testkit.TestClock;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.TlsVersion;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each side of a vendor's answer, by what may be seen of a call. */
class CallSidesTest {
    private static final TestClock CLOCK = new TestClock();
    private static final Sight CALLED = Sight.NOTHING.withHost("api.wavix.com", 2);

    private static List<Finding> findings(Side side, Sight sight, Optional<SmsException> failure) {
        return new ProviderCheck(() -> new FreeCall("wavix", "balance", failure, sight), List.of(side)).findings();
    }

    private static AbstractStringAssert<?> only(Side side, Sight sight) {
        return only(findings(side, sight, Optional.empty()));
    }

    private static AbstractStringAssert<?> only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.subject()).isEqualTo("wavix");
        return assertThat(finding.level() + " " + finding.seen() + " -> " + finding.advice());
    }

    @Test
    void a_host_without_an_address_fails() {
        only(new DnsSide(), Sight.NOTHING.withUnknownHost("api.wavx.com"))
                .startsWith("FAIL api.wavx.com has no address")
                .contains("heliograph.providers.wavix.base-url");
        only(new DnsSide(), CALLED).startsWith("OK api.wavix.com, 2 addresses");
        assertThat(findings(new DnsSide(), Sight.NOTHING, Optional.empty())).isEmpty();
    }

    private static AbstractStringAssert<?> tls(Sight sight) {
        return only(new TlsSide(CLOCK), sight);
    }

    private static Instant in(int days) {
        return CLOCK.instant().plus(Duration.ofDays(days));
    }

    @Test
    void a_certificate_that_ends_within_three_weeks_is_a_warning() {
        tls(CALLED.withTls(TlsVersion.TLS_1_3, in(22)))
                .isEqualTo("OK TLSv1.3, the certificate is valid until 2026-12-12 -> ");
        tls(CALLED.withTls(TlsVersion.TLS_1_2, in(20)))
                .startsWith("WARN the certificate of api.wavix.com ends on 2026-12-10");
        tls(CALLED.withTls(TlsVersion.TLS_1_1, in(100))).startsWith("WARN TLSv1.1, which isn't safe");
        assertThat(findings(new TlsSide(CLOCK), CALLED, Optional.empty()))
                .as("plain http")
                .isEmpty();
    }

    @Test
    void each_problem_of_tls_has_its_own_advice() {
        tls(CALLED.withTlsProblem(caused(new CertificateExpiredException())))
                .startsWith("FAIL")
                .contains("has ended");
        tls(CALLED.withTlsProblem(caused(new CertPathBuilderException())))
                .startsWith("FAIL")
                .contains("signed by nobody whom Java trusts", "javax.net.ssl.trustStore");
        tls(CALLED.withTlsProblem(new SSLPeerUnverifiedException("secret")))
                .startsWith("FAIL the certificate is of another host")
                .doesNotContain("secret");
        tls(CALLED.withTlsProblem(new SSLException("secret")))
                .startsWith("FAIL no TLS with api.wavix.com: SSLException")
                .doesNotContain("secret");
    }

    private static SSLHandshakeException caused(Exception cause) {
        SSLHandshakeException problem = new SSLHandshakeException("PKIX");
        problem.initCause(new java.security.cert.CertificateException(cause));
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK within 30 s",
        "29, OK within 30 s",
        "-31, WARN 31 s behind the vendor's",
        "90, WARN 90 s ahead of the vendor's",
        "301, FAIL 301 s ahead of the vendor's: signed webhooks are rejected",
        "-3600, FAIL 3600 s behind the vendor's"
    })
    void the_clock_is_compared_with_the_vendors_answer(int skew, String seen) {
        Instant now = CLOCK.instant();

        only(new ClockSide(), CALLED.withTimes(now, now.plusSeconds(skew))).startsWith(seen);
    }

    @Test
    void an_answer_without_a_date_says_nothing_of_the_clock() {
        assertThat(findings(new ClockSide(), CALLED.withTimes(null, CLOCK.instant()), Optional.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION, FAIL, set it as heliograph.providers.wavix.api-key;",
        "PERMISSION, WARN, give it that right",
        "ACCOUNT, FAIL, see to the account",
        "INSUFFICIENT_CREDIT, FAIL, see to the account",
        "UNREACHABLE, FAIL, check heliograph.providers.wavix.base-url; a firewall",
        "DEADLINE, FAIL, firewall",
        "CONFIGURATION, FAIL, check heliograph.providers.wavix.base-url: ",
        "RATE_LIMITED, WARN, try again later"
    })
    void each_refusal_of_a_key_has_its_own_advice(ErrorType type, Level level, String advice) {
        Optional<SmsException> failure = Optional.of(SmsException.of(Failure.of(type, "no"), List.of()));

        only(findings(new KeySide(), CALLED, failure))
                .startsWith(level + " " + type + ": no -> ")
                .contains(advice);
    }

    @Test
    void the_findings_before_are_referred_to_where_one_of_them_is_not_fine() {
        Sight unknown = Sight.NOTHING.withUnknownHost("api.wavx.com");
        SmsException failure = SmsException.of(Failure.of(ErrorType.UNREACHABLE, "no"), List.of());
        FreeCall call = new FreeCall("wavix", "balance", Optional.of(failure), unknown);

        List<Finding> findings = new ProviderCheck(() -> call, List.of(new DnsSide(), new KeySide())).findings();

        assertThat(findings).last().extracting(Finding::advice).asString().startsWith("see the findings before");
    }

    @Test
    void the_credentials_of_an_account_are_those_of_its_provider_under_its_name() {
        assertThat(CredentialSettings.of("androidgateway-eu"))
                .containsExactly(
                        "heliograph.providers.androidgateway-eu.password",
                        "heliograph.providers.androidgateway-eu.username");
        assertThat(CredentialSettings.of("textingline"))
                .containsExactly(
                        "heliograph.providers.textingline.key-id", "heliograph.providers.textingline.key-secret");
        assertThat(CredentialSettings.of("other")).containsExactly("heliograph.providers.other.…");
    }

    @Test
    void a_key_that_the_vendor_takes_is_fine_and_one_that_nobody_asks_for_is_not_checked() {
        only(new KeySide(), CALLED).startsWith("OK the vendor takes it (asked for: balance)");
        Optional<SmsException> none =
                Optional.of(SmsException.of(Failure.of(ErrorType.UNSUPPORTED, "no such call"), List.of()));
        only(findings(new KeySide(), Sight.NOTHING, none)).startsWith("OK not checked");
    }
}
