package io.heliograph.spring;

import io.heliograph.http.HttpOptions;
import java.util.Arrays;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

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
        OkHttpClient tls = new OkHttpClient.Builder()
                .sslSocketFactory(bundle.createSslContext().getSocketFactory(), trust(bundle))
                .build();
        return HttpOptions.defaults().using(tls);
    }

    private static X509TrustManager trust(SslBundle bundle) {
        TrustManager[] all = bundle.getManagers().getTrustManagers();
        return Arrays.stream(all)
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
