package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A vendor with a certificate that only the bundle knows, and that wants to see one itself. */
class BundledTlsTest {
    private static final byte[] TAKEN =
            "{\"message_id\":\"m-1\",\"message_status\":\"accepted\",\"status\":\"accepted\"}"
                    .getBytes(StandardCharsets.UTF_8);

    /** The callers and their protocols. */
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private HttpsServer vendor;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class, SslAutoConfiguration.class))
            .withPropertyValues(
                    "heliograph.providers.wavix.api-key=key-1",
                    "heliograph.retry.max-attempts=1",
                    "spring.ssl.bundle.pem.vendors.truststore.certificate=classpath:tls/vendor.crt",
                    "spring.ssl.bundle.pem.vendors.keystore.certificate=classpath:tls/application.crt",
                    "spring.ssl.bundle.pem.vendors.keystore.private-key=classpath:tls/application.key");

    @BeforeEach
    void serve() throws IOException {
        vendor = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.setHttpsConfigurator(new HttpsConfigurator(itsContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters sslparameters = getSSLContext().getDefaultSSLParameters();
                sslparameters.setNeedClientAuth(true);
                parameters.setSSLParameters(sslparameters);
            }
        });
        vendor.createContext("/", exchange -> {
            try (exchange) {
                HttpsExchange secure = (HttpsExchange) exchange;
                calls.add(secure.getSSLSession().getPeerPrincipal() + " "
                        + secure.getSSLSession().getProtocol());
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(201, TAKEN.length);
                exchange.getResponseBody().write(TAKEN);
            }
        });
        vendor.start();
    }

    private static SSLContext itsContext() {
        PemSslStoreDetails own = PemSslStoreDetails.forCertificate("classpath:tls/vendor.crt")
                .withPrivateKey("classpath:tls/vendor.key");
        SslStoreBundle stores =
                new PemSslStoreBundle(own, PemSslStoreDetails.forCertificate("classpath:tls/application.crt"));
        return SslBundle.of(stores, null, null, null, SslManagerBundle.from(stores, null))
                .createSslContext();
    }

    @AfterEach
    void stop() {
        vendor.stop(0);
    }

    private void send(ApplicationContextRunner application, java.util.function.Consumer<SendOutcome> check) {
        application
                .withPropertyValues("heliograph.providers.wavix.base-url=https://localhost:"
                        + vendor.getAddress().getPort())
                .run(assertableApplicationContext -> check.accept(assertableApplicationContext
                        .getBean(SmsClient.class)
                        .trySend(SandboxClients.request().build())));
    }

    @Test
    void the_vendor_is_trusted_and_shown_the_certificate_of_the_bundle() {
        send(
                context.withPropertyValues("heliograph.ssl.bundle=vendors"),
                outcome -> assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class));
        assertThat(calls).containsExactly("CN=application TLSv1.3");
    }

    @Test
    void without_the_bundle_the_vendor_is_not_trusted_and_gets_nothing() {
        send(
                context,
                outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                SendOutcome.Rejected.class,
                                no -> assertThat(no.errorType()).isEqualTo(ErrorType.UNREACHABLE)));
        assertThat(calls).isEmpty();
    }

    @Test
    void the_protocols_of_the_bundle_are_the_only_ones() {
        send(
                context.withPropertyValues(
                        "heliograph.ssl.bundle=vendors",
                        "spring.ssl.bundle.pem.vendors.options.enabled-protocols=TLSv1.2"),
                outcome -> assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class));
        assertThat(calls).containsExactly("CN=application TLSv1.2");
    }

    @Test
    void the_ciphers_of_the_bundle_are_the_only_ones() {
        send(
                context.withPropertyValues(
                        "heliograph.ssl.bundle=vendors",
                        "spring.ssl.bundle.pem.vendors.options.ciphers=TLS_RSA_WITH_NULL_SHA256"),
                outcome -> assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class));
        assertThat(calls).isEmpty();
    }
}
