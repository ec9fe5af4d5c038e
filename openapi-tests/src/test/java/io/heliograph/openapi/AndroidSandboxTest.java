package io.heliograph.openapi;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

class AndroidSandboxTest extends SandboxContract {
    private static final Document DOCUMENT = Document.androidServer();
    private static final String MESSAGES = "/3rdparty/v1/messages";
    private static final String OF_ALL_DEVICES =
            "the server (v1.47.1) has null in a webhook of all devices, where the document has a string only";
    private static final String SETTINGS = "/3rdparty/v1/settings";
    private static final String WEBHOOKS = "/3rdparty/v1/webhooks";

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
        for (String end : List.of("1234", "0002", "0003", "0004", "0005")) {
            String id = field("id", post(MESSAGES, text("+7999000" + end)));
            get(MESSAGES + "/" + id);
            for (int i = 0; i < 3; i++) {
                clock.pass(Duration.ofSeconds(5));
                get(MESSAGES + "/" + id);
            }
            request("DELETE", MESSAGES + "/" + id, "", authorization());
        }
        sendInOtherWays();
        get(MESSAGES);
        get(MESSAGES + "?includeContent=true&limit=2&offset=1&sort=created_at");
        clock.pass(Duration.ofMinutes(5));
        get(MESSAGES + "?includeContent=true&state=Delivered");
        get("/3rdparty/v1/devices");
        get("/3rdparty/v1/health");
        for (String check : List.of("live", "ready", "startup")) {
            get("/health/" + check);
        }
        askForWebhooks();
        askForTheAccount();
        askForNothing();
        meetFaults();
    }

    /** What a server says; a phone has a document of its own, and a wrong path is in none. */
    private void meetFaults() throws IOException, InterruptedException {
        for (VendorFault fault : faults(Effect.REFUSES_SEND)) {
            if (!fault.description().startsWith("404")) {
                next(fault);
                post(MESSAGES, text("+79990001234"));
            }
        }
        for (VendorFault fault : faults(Effect.REFUSES_CANCEL)) {
            if (!fault.code().startsWith("phone-") && !fault.code().equals("cancel-old-server")) {
                next(fault);
                request("DELETE", MESSAGES + "/data-1", "", authorization());
            }
        }
        for (VendorFault fault : faults(Effect.REFUSES_READ)) {
            next(fault);
            get(MESSAGES + "/data-1");
        }
        for (VendorFault fault : faults(Effect.REPORTS_HEALTH)) {
            if (!fault.code().startsWith("phone-")) {
                next(fault);
                get("/health/ready");
            }
        }
    }

    private void askForWebhooks() throws IOException, InterruptedException {
        post(WEBHOOKS, """
                {"id":"hook-1","url":"http://127.0.0.1:1/hook","event":"sms:sent","deviceId":"SandboxPhone000000001"}""");
        post(WEBHOOKS, """
                {"id":"hook-2","url":"http://127.0.0.1:1/hook","event":"sms:received"}""");
        get(WEBHOOKS);
        request("DELETE", WEBHOOKS + "/hook-1", "", authorization());
        post(WEBHOOKS, "{}");
        request("GET", WEBHOOKS, "", "Basic d3Jvbmc6d3Jvbmc=");
    }

    private void askForTheAccount() throws IOException, InterruptedException {
        String token = post("/3rdparty/v1/auth/token", "{\"scopes\":[\"all:any\"],\"ttl\":60}");
        post("/3rdparty/v1/auth/token", "{}");
        String refresh = "/3rdparty/v1/auth/token/refresh";
        request("POST", refresh, "", "Bearer " + field("access_token", token));
        request("POST", refresh, "", "Bearer " + field("refresh_token", token));
        request("POST", refresh, "", "Bearer " + field("refresh_token", token));
        request("DELETE", "/3rdparty/v1/auth/token/" + field("id", token), "", authorization());
        get(SETTINGS);
        request("PATCH", SETTINGS, """
                {"messages":{"limit_period":"PerHour","send_interval_min":5},"ping":{"interval_seconds":60}}""", authorization());
        request("PUT", SETTINGS, "{\"logs\":{\"lifetime_days\":3}}", authorization());
        request("PATCH", SETTINGS, "{\"encryption\":{\"passphrase\":\"secret\"}}", authorization());
        get(SETTINGS);
        post("/3rdparty/v1/inbox/refresh", """
            {"since":"2026-01-01T00:00:00Z","until":"2026-12-31T00:00:00Z","webhookDelivery":"Batch"}""");
        post("/3rdparty/v1/inbox/refresh", "{}");
        get("/3rdparty/v1/inbox");
        get("/3rdparty/v1/logs");
        request("DELETE", "/3rdparty/v1/devices/nothing", "", authorization());
    }

    private void sendInOtherWays() throws IOException, InterruptedException {
        post(MESSAGES, """
                {"id":"data-1","dataMessage":{"data":"SGVsbG8=","port":53739},"phoneNumbers":["+79990001234"]}""");
        post(MESSAGES, """
                {"id":"many-1","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234","+79990001235"],"ttl":60}""");
        post(MESSAGES, """
                {"id":"secret-1","isEncrypted":true,"textMessage":{"text":"$aes"},"phoneNumbers":["$aes"]}""");
        post(MESSAGES, """
                {"id":"later-1","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234"],
                "scheduleAt":"2026-12-31T00:00:00Z"}""");
        for (String id : List.of("data-1", "many-1", "secret-1", "later-1")) {
            get(MESSAGES + "/" + id);
        }
        request("DELETE", MESSAGES + "/later-1", "", authorization());
        get(MESSAGES + "/later-1");
    }

    private void askForNothing() throws IOException, InterruptedException {
        post(MESSAGES, text("+79990000001"));
        post(MESSAGES, "{}");
        post(MESSAGES, """
                {"id":"data-1","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234"]}""");
        get(MESSAGES + "?limit=1000");
        get(MESSAGES + "/nothing");
        request("DELETE", MESSAGES + "/nothing", "", authorization());
        request("GET", MESSAGES, "", "Basic d3Jvbmc6d3Jvbmc=");
    }

    private static String text(String to) {
        return """
                {"textMessage":{"text":"Hi"},"phoneNumbers":["%s"]}""".formatted(to);
    }

    @Override
    List<String> expected() {
        return List.of(
                "POST /3rdparty/v1/messages 202",
                "POST /3rdparty/v1/messages 400",
                "POST /3rdparty/v1/messages 401",
                "POST /3rdparty/v1/messages 403",
                "POST /3rdparty/v1/messages 409",
                "POST /3rdparty/v1/messages 500",
                "POST /3rdparty/v1/messages 503",
                "GET /3rdparty/v1/messages 200",
                "GET /3rdparty/v1/messages 400",
                "GET /3rdparty/v1/messages 401",
                "GET /3rdparty/v1/messages/{id} 200",
                "GET /3rdparty/v1/messages/{id} 404",
                "GET /3rdparty/v1/messages/{id} 500",
                "DELETE /3rdparty/v1/messages/{id} 200",
                "DELETE /3rdparty/v1/messages/{id} 400",
                "DELETE /3rdparty/v1/messages/{id} 500",
                "DELETE /3rdparty/v1/messages/{id} 404",
                "DELETE /3rdparty/v1/messages/{id} 409",
                "GET /3rdparty/v1/devices 200",
                "GET /3rdparty/v1/webhooks 200",
                "GET /3rdparty/v1/webhooks 401",
                "POST /3rdparty/v1/webhooks 201",
                "POST /3rdparty/v1/webhooks 400",
                "DELETE /3rdparty/v1/webhooks/{id} 204",
                "POST /3rdparty/v1/auth/token 201",
                "POST /3rdparty/v1/auth/token 400",
                "POST /3rdparty/v1/auth/token/refresh 201",
                "POST /3rdparty/v1/auth/token/refresh 401",
                "POST /3rdparty/v1/auth/token/refresh 403",
                "DELETE /3rdparty/v1/auth/token/{jti} 204",
                "GET /3rdparty/v1/settings 200",
                "PATCH /3rdparty/v1/settings 200",
                "PATCH /3rdparty/v1/settings 400",
                "PUT /3rdparty/v1/settings 200",
                "POST /3rdparty/v1/inbox/refresh 202",
                "POST /3rdparty/v1/inbox/refresh 400",
                "GET /3rdparty/v1/inbox 501",
                "GET /3rdparty/v1/logs 501",
                "DELETE /3rdparty/v1/devices/{id} 204",
                "GET /3rdparty/v1/health 200",
                "GET /health/live 200",
                "GET /health/ready 200",
                "GET /health/ready 503",
                "GET /health/startup 200");
    }

    @Override
    List<Gap> gaps() {
        return List.of(
                new Gap("POST /3rdparty/v1/webhooks", "[Path '/deviceId'] Instance type (null)", OF_ALL_DEVICES),
                new Gap("GET /3rdparty/v1/webhooks", "deviceId'] Instance type (null)", OF_ALL_DEVICES),
                new Gap(
                        "POST /3rdparty/v1/inbox/refresh",
                        "No response body is expected",
                        "the server's framework writes the status as plain text (v1.47.1)"),
                new Gap(
                        "GET /3rdparty/v1/messages/{id}",
                        "Response status 404 not defined",
                        "the server's source (v1.47.1) has it for an id that no message has"),
                new Gap(
                        "DELETE /3rdparty/v1/messages/{id}",
                        "Response status 409 not defined",
                        "the server's source (from v1.46.1 on) has it for a message that no longer waits"));
    }
}
