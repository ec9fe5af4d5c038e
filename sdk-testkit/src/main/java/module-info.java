/** For tests of applications: a sandbox, assertions, fakes; for tests of providers and stores: contracts and mock servers. */
module io.heliograph.testkit {
    requires transitive io.heliograph;
    requires transitive io.heliograph.sandbox;
    requires transitive io.heliograph.sandbox.client;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires java.logging;
    requires java.management;
    requires transitive org.assertj.core;
    requires org.slf4j;

    exports io.heliograph.testkit;
    exports io.heliograph.testkit.sms;
    exports io.heliograph.testkit.socket;

    uses io.heliograph.spi.ProviderFactory;

    opens io.heliograph.testkit to
            org.junit.platform.commons;
    opens io.heliograph.testkit.sms to
            org.junit.platform.commons;
}
