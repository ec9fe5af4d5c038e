package io.heliograph.openapi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The sandbox's phone that is asked directly, against the document of the app. */
class AndroidPhoneSandboxTest extends SandboxContract {
    private static final Document DOCUMENT = Document.androidApp();

    @Override
    String vendor() {
        return "androidgateway";
    }

    @Override
    String authorization() {
        return "Basic c2FuZGJveDpzYW5kYm94";
    }

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    void requestEverything() throws IOException, InterruptedException {
        post("/messages", """
            {"id":"m-1","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234"]}""");
        clock.pass(Duration.ofSeconds(20));
        get("/messages/m-1");
        get("/messages");
        post("/messages/inbox/export", """
            {"since":"2026-01-01T00:00:00Z","until":"2026-12-31T00:00:00Z","deviceId":"SandboxPhone000000001"}""");
        reply("+79990001234", "+79990005678");
        get("/inbox?limit=1&type=SMS");
        get("/inbox?type=FAX");
        post("/inbox/refresh", """
            {"since":"2026-01-01T00:00:00Z","until":"2026-12-31T00:00:00Z","triggerWebhooks":true}""");
        get("/logs");
        get("/settings");
        request("PATCH", "/settings", "{\"messages\":{\"processing_order\":\"FIFO\"}}", authorization());
        get("/settings");
        get("/webhooks");
        String token = post("/auth/token", "{\"scopes\":[\"all:any\"]}");
        request("DELETE", "/auth/token/" + field("id", token), "", authorization());
        get("/health");
    }

    @Override
    List<String> expected() {
        return List.of(
                "POST /messages 202",
                "GET /messages 200",
                "GET /messages/{id} 200",
                "GET /inbox 200",
                "GET /inbox 400",
                "POST /inbox/refresh 202",
                "GET /logs 200",
                "GET /settings 200",
                "PATCH /settings 200",
                "GET /webhooks 200",
                "POST /auth/token 201",
                "DELETE /auth/token/{jti} 204",
                "GET /health 200");
    }

    @Override
    List<Gap> gaps() {
        return List.of(
                new Gap(
                        "POST /messages/inbox/export",
                        "No API path found",
                        "deprecated, and left out of the document; the app still has it"),
                new Gap(
                        "POST /inbox/refresh",
                        "No response body is expected",
                        "taken to be as at the server, which writes the status as plain text"),
                new Gap(
                        "GET /logs",
                        "/context/",
                        "the document has an object for each value, and the app writes plain values"));
    }
}
