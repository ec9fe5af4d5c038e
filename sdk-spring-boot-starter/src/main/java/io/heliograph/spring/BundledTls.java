package io.heliograph.spring;

import io.heliograph.http.HttpOptions;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/** Connections with the certificates of one of Spring Boot's SSL bundles. */
final class BundledTls {
    private BundledTls() {}

    static HttpOptions of(SslBundles bundles, String name) {
        SslBundle bundle;
        try {
            bundle = bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw new SetupException(
                    "heliograph.ssl.bundle names an SSL bundle that doesn't exist.",
                    "Define it under spring.ssl.bundle, or correct heliograph.ssl.bundle.");
        }
        return HttpOptions.defaults().using(client(bundle));
    }

    private static OkHttpClient client(SslBundle bundle) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .sslSocketFactory(bundle.createSslContext().getSocketFactory(), trust(bundle));
        SslOptions options = bundle.getOptions();
        if (options.isSpecified()) {
            client.connectionSpecs(List.of(spec(options), ConnectionSpec.CLEARTEXT));
        }
        return client.build();
    }

    /** What the bundle doesn't limit is as OkHttp has it. */
    private static ConnectionSpec spec(SslOptions options) {
        ConnectionSpec.Builder spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS);
        if (options.getEnabledProtocols() != null) {
            spec.tlsVersions(options.getEnabledProtocols());
        }
        if (options.getCiphers() != null) {
            spec.cipherSuites(options.getCiphers());
        }
        return spec.build();
    }

    private static X509TrustManager trust(SslBundle bundle) {
        return Arrays.stream(bundle.getManagers().getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
