package io.heliograph.testkit;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.VendorClient;

/** The contract demands nothing that a provider with every capability can't do. */
class FullProviderTest extends FullContract {
    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return new FullProvider(baseUrl, secret, options);
    }
}
