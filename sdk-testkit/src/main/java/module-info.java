/** The contracts and mock servers for tests of providers and stores. */
module io.heliograph.testkit {
    requires transitive io.heliograph;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires java.logging;
    requires java.management;
    requires org.assertj.core;
    requires org.slf4j;

    exports io.heliograph.testkit;
    exports io.heliograph.testkit.socket;

    opens io.heliograph.testkit to
            org.junit.platform.commons;
}
