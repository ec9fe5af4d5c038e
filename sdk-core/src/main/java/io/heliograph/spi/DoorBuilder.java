package io.heliograph.spi;

import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Faults;
import java.util.Optional;

/**
 * What the builders of all doors have in common: where the API is, and how connections to it are made. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class DoorBuilder<B extends DoorBuilder<B>> {
    private String baseUrl;
    private boolean allowCleartext;
    private HttpOptions http = HttpOptions.defaults();

    /** Begins with the vendor's own place. */
    protected DoorBuilder(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** This builder. */
    protected abstract B self();

    /** Where the API is, with the part of the path that all calls share; the vendor's own place by default. */
    public final B baseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
        return self();
    }

    /** Allows plain HTTP to a base URL on a private network; loopback needs no permission. */
    public final B allowCleartext(boolean allow) {
        allowCleartext = allow;
        return self();
    }

    /** How connections are made. */
    public final B http(HttpOptions options) {
        http = options;
        return self();
    }

    /** Takes {@code base-url} and {@code allow-cleartext} from settings. */
    public final void place(ProviderSettings settings) {
        settings.text("base-url", this::baseUrl);
        settings.flag("allow-cleartext", this::allowCleartext);
    }

    /** The place without credentials; empty where it is wrong, which is one of the faults then. */
    protected final Optional<Endpoint> endpoint(Faults faults) {
        return faults.check(baseUrl, url -> Endpoint.of(url, allowCleartext));
    }

    /** The way to an endpoint. */
    protected final Http connect(Endpoint endpoint) {
        return Http.to(endpoint, http);
    }
}
