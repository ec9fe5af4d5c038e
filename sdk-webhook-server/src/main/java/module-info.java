/** A small HTTP server that receives vendors' webhooks for a client. */
module io.heliograph.webhook.server {
    requires transitive io.heliograph;
    requires jdk.httpserver;
    requires org.slf4j;

    exports io.heliograph.webhook.server;
}
