/** The REST API of a running sandbox, and a listener that reports sends to it. */
module io.heliograph.sandbox.client {
    requires transitive io.heliograph;
    requires org.slf4j;

    exports io.heliograph.sandbox.client;
}
