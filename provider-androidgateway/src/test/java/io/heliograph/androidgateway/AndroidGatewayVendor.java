package io.heliograph.androidgateway;

import io.heliograph.message.SendRequest;
import io.heliograph.testkit.VendorServer;

/** A stub of the gateway, at the path of the public cloud. */
final class AndroidGatewayVendor extends VendorServer {
    static final String USER = "ABCDEF";
    static final String PASSWORD = "abcdefghijklmn";

    AndroidGatewayVendor() {
        super("androidgateway", url -> door(url).build(), AndroidGatewayVendor::request);
    }

    private static AndroidGateway.Builder door(String url) {
        return AndroidGateway.builder().username(USER).password(PASSWORD).baseUrl(url + "/3rdparty/v1");
    }

    AndroidGateway.Builder door() {
        return door(url());
    }

    /** The minimal valid request, with the values of the server's specification. */
    static SendRequest.Builder request() {
        return SendRequest.to("+79990001234").text("Hello World!").idempotencyKey("PyDmBQZZXYmyxMwED8Fzy");
    }

    /** A fixture file in the gateway's format. */
    static String fixture(String name) {
        return fixture(AndroidGatewayVendor.class, name);
    }

    static String error(String text) {
        return """
                {"message":"%s"}""".formatted(text);
    }
}
