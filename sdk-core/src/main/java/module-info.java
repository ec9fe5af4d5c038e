/** One SMS client, many providers; one logical send is at most one SMS. */
@SuppressWarnings("module") // the stores' module is compiled after this one
module io.heliograph {
    requires transitive com.squareup.moshi;
    requires transitive io.heliograph.text;
    requires transitive okhttp3;
    requires transitive org.jspecify;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires okio;
    requires org.slf4j;

    exports io.heliograph;
    exports io.heliograph.error;
    exports io.heliograph.event;
    exports io.heliograph.http;
    exports io.heliograph.http.body;
    exports io.heliograph.idempotency;
    exports io.heliograph.json;
    exports io.heliograph.message;
    exports io.heliograph.money;
    exports io.heliograph.policy;
    exports io.heliograph.routing;
    exports io.heliograph.settings;
    exports io.heliograph.spi;
    exports io.heliograph.suppression;
    exports io.heliograph.tracking;
    exports io.heliograph.webhook;
    exports io.heliograph.internal.csv to
            io.heliograph.store.jdbc;

    uses io.heliograph.spi.ProviderFactory;

    opens io.heliograph.json to
            com.squareup.moshi;
}
