package io.heliograph.openapi;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

class WavixSandboxTest extends SandboxContract {
    private static final Document DOCUMENT = Document.wavix();
    private static final String MESSAGES = "/v3/messages";
    private static final String OPT_OUTS = "/v3/messages/opt-outs";
    private static final Set<String> DOCUMENTED = Set.of("http-400", "http-403");
    private static final String SENDER_IDS = "/v3/messages/sender-ids";
    private static final String NUMBERS = "/v1/numbers";
    private static final String BILL = "/v1/billing/transactions";
    private static final String PROFILE = "/v1/profile";

    @Override
    String vendor() {
        return "wavix";
    }

    @Override
    String authorization() {
        return "Bearer sandbox";
    }

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    void requestEverything() throws IOException, InterruptedException {
        for (String end : List.of("1866", "0002", "0003", "0004", "0005")) {
            String id = field("message_id", post(MESSAGES, sms("+44753715" + end)));
            get(MESSAGES + "/" + id);
            for (int i = 0; i < 5; i++) {
                clock.pass(Duration.ofSeconds(7));
                get(MESSAGES + "/" + id);
            }
        }
        post(MESSAGES, """
                {"from":"15072429497","to":"15551234567","tag":"Fall sale","validity":60,"message_body":
                {"text":"Look","media":["https://example.com/1.png"]}}""");
        get(MESSAGES + "?type=outbound");
        get(MESSAGES + "?type=outbound&tag=Fall+sale&page=1&per_page=1");
        get(MESSAGES + "?type=inbound");
        askForTheAccount();
        post(MESSAGES, sms("+447537150001"));
        post(MESSAGES, "{}");
        askForTheConsole();
        get(MESSAGES);
        get(MESSAGES + "/3a525ca2-6909-4c72-9399-905adf7f3a74");
        request("GET", MESSAGES + "?type=outbound", "", "Bearer wrong");
    }

    private void askForTheAccount() throws IOException, InterruptedException {
        get(PROFILE);
        get(PROFILE + "/config");
        request("PUT", PROFILE, """
                {"dlr_relay_url":"http://127.0.0.1:1/dlr","sms_relay_url":"http://127.0.0.1:1/in"}""", authorization());
        request("PUT", PROFILE, """
                {"dlr_relay_url":"https://example.com/dlr"}""", authorization());
        post(OPT_OUTS, """
                {"opt_out":{"number":"16419252149","sender_id":"15072429497"}}""");
        post(OPT_OUTS, """
                {"opt_out":{"number":"16419252149"}}""");
        post(OPT_OUTS, "{}");
        get(OPT_OUTS + "?page=1&per_page=1");
        get(OPT_OUTS + "?campaign_id=C123456&created_after=2024-01-01&created_before=2124-12-31");
        get(OPT_OUTS + "?created_after=soon");
        for (VendorFault fault : faults(Effect.REFUSES_SEND)) {
            if (DOCUMENTED.contains(fault.code()) || fault.description().startsWith("422")) {
                next(fault);
                post(MESSAGES, sms("+447537151866"));
            }
        }
        for (VendorFault fault : faults(Effect.FAILS_MESSAGE)) {
            next(fault);
            String id = field("message_id", post(MESSAGES, sms("+447537151866")));
            clock.pass(Duration.ofMinutes(1));
            get(MESSAGES + "/" + id);
        }
    }

    private void askForTheConsole() throws IOException, InterruptedException {
        String id = field("id", post(SENDER_IDS, """
            {"sender_id":"ACME","type":"alphanumeric","countries":["GB"],"usecase":"promo","samples":["Hi"]}"""));
        post(SENDER_IDS, "{}");
        get(SENDER_IDS);
        get(SENDER_IDS + "/" + id);
        request("DELETE", SENDER_IDS + "/" + id, "", authorization());
        request("DELETE", SENDER_IDS + "/" + id, "", authorization());
        get(SENDER_IDS + "/" + id);
        get(NUMBERS);
        get(NUMBERS + "/1");
        get(NUMBERS + "/3");
        request("PATCH", NUMBERS + "/1", "{\"sms_relay_url\":\"http://127.0.0.1:1/in\"}", authorization());
        request("PATCH", NUMBERS + "/1", "{\"label\":\"mine\"}", authorization());
        request("PATCH", NUMBERS + "/3", "{}", authorization());
        request("PATCH", NUMBERS, "{\"ids\":[1,2],\"sms_enabled\":true}", authorization());
        request("PATCH", NUMBERS, "{}", authorization());
        request("PATCH", NUMBERS, "{\"ids\":[3]}", authorization());
        get(BILL);
        get(BILL + "?from_date=2020-01-01&to_date=2030-12-31&per_page=2");
        get(BILL + "?from_date=2020-01-01&to_date=2020-01-01");
    }

    private static String sms(String to) {
        return """
                {"from":"Wavix","to":"%s","message_body":{"text":"Hi","media":null}}""".formatted(to);
    }

    @Override
    List<String> expected() {
        return List.of(
                "POST /v3/messages 201",
                "POST /v3/messages 400",
                "POST /v3/messages 403",
                "POST /v3/messages 422",
                "GET /v3/messages 200",
                "GET /v3/messages 400",
                "GET /v3/messages 401",
                "GET /v1/profile 200",
                "GET /v1/profile/config 200",
                "PUT /v1/profile 200",
                "PUT /v1/profile 422",
                "GET /v3/messages/opt-outs 200",
                "GET /v3/messages/opt-outs 400",
                "POST /v3/messages/opt-outs 201",
                "POST /v3/messages/opt-outs 400",
                "GET /v3/messages/sender-ids 200",
                "POST /v3/messages/sender-ids 201",
                "POST /v3/messages/sender-ids 400",
                "GET /v3/messages/sender-ids/{id} 200",
                "GET /v3/messages/sender-ids/{id} 404",
                "DELETE /v3/messages/sender-ids/{id} 200",
                "DELETE /v3/messages/sender-ids/{id} 404",
                "GET /v1/numbers 200",
                "GET /v1/numbers/{id} 200",
                "GET /v1/numbers/{id} 404",
                "PATCH /v1/numbers 200",
                "PATCH /v1/numbers 400",
                "PATCH /v1/numbers 404",
                "PATCH /v1/numbers/{id} 200",
                "PATCH /v1/numbers/{id} 400",
                "PATCH /v1/numbers/{id} 404",
                "GET /v1/billing/transactions 200",
                "GET /v1/billing/transactions 400",
                "GET /v3/messages/{id} 200",
                "GET /v3/messages/{id} 404");
    }

    @Override
    List<Gap> gaps() {
        return List.of(
                new Gap(
                        "POST /v3/messages",
                        "Response status 422 not defined",
                        "the vendor's older pages (wavix.com/api, until 2024) have it for a number that can't get SMS"),
                new Gap(
                        "GET /v3/messages",
                        "Response status 401 not defined",
                        "the document has a schema for it, and names it at operations of other products only"));
    }
}
