package io.heliograph.openapi;

import java.util.List;
import java.util.stream.Stream;

class AndroidAppRequestsTest extends RequestsContract {
    private static final Document DOCUMENT = Document.androidApp();

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    List<Call> calls() {
        return new AndroidCalls("").all();
    }

    @Override
    List<Gap> gaps() {
        return Stream.of(silent(), newer()).flatMap(List::stream).toList();
    }

    /** What the app does but its document omits. */
    private static List<Gap> silent() {
        return List.of(
                new Gap(
                        "POST /messages",
                        "[Path '/priority'] Instance value (-5) not found in enum",
                        "the enum holds the four named values only; the server's source (v1.47.1) takes -128 to 127"),
                new Gap(
                        "POST /messages",
                        "[Path '/dataMessage/data'] Not a valid base64 string",
                        "encrypted data isn't Base64 outside; the phone wants it so (app's source, 1.68.0)"),
                new Gap(
                        "POST /messages",
                        "[Path '/dataMessage/data'] ECMA 262 regex",
                        "the same, said once more as a pattern"),
                new Gap(
                        "POST /auth/token",
                        "(\"all:any\") not found in enum",
                        "the app's source (1.68.0) knows this scope, and the document leaves it out"),
                new Gap(
                        "GET /device",
                        "No API path found",
                        "the document has /devices, which the app (1.68.0, by its source) hasn't: it has /device only"),
                new Gap(
                        "DELETE /messages/PyDmBQZZXYmyxMwED8Fzy",
                        "DELETE operation not allowed",
                        "the app cancels from 1.67 on (by its source), and the document leaves it out"),
                new Gap(
                        "GET /messages",
                        "'sort' is unexpected",
                        "for servers from 1.46 on, and only where it is asked for; a phone has no such choice"));
    }

    /** Supported by newer phones or a server only, and requested only if the caller chooses so. */
    private static List<Gap> newer() {
        return List.of(
                new Gap(
                        "POST /webhooks",
                        "(\"sms:cancelled\") not found in enum",
                        "the app's source (1.68.0) has this event, and the document leaves it out"),
                new Gap(
                        "POST /webhooks",
                        "(\"app:started\") not found in enum",
                        "the app's source (1.68.0) has this event, and the document leaves it out"),
                new Gap("POST /webhooks", "(\"sms:batch:", "the provider takes any word: servers have it from 1.47 on"),
                new Gap("POST /webhooks", "(\"mms:batch:", "the provider takes any word: servers have it from 1.47 on"),
                new Gap(
                        "POST /inbox/refresh",
                        "not allowed by the schema: [\"webhookDelivery\"]",
                        "only where it is asked for; the server's document (v1.47.1) has it"),
                new Gap(
                        "PATCH /settings",
                        "not allowed by the schema: [\"receiver\"]",
                        "only where it is asked for; the server's document (v1.47.1) has it"),
                new Gap(
                        "PATCH /settings",
                        "[\"work_hours_enabled\",\"work_hours_end\",\"work_hours_start\"]",
                        "only where it is asked for; the server's document (v1.47.1) has them"),
                new Gap(
                        "PATCH /settings",
                        "(\"Per30Minutes\") not found in enum",
                        "only where it is asked for; the server's document (v1.47.1) has it"));
    }

    @Override
    List<Unused> unused() {
        return List.of(
                Unused.of("DELETE /auth/token/\\{jti}", "tokens last minutes, and end by themselves"),
                Unused.of("PUT /settings", "the app has no PUT (by its source, 1.68.0), whatever the document says"),
                Unused.of("GET /health/(live|ready|startup)", "the app has /health only (by its source, 1.68.0)"),
                Unused.of(
                        "GET /inbox/\\{id}/attachments/\\{partId}",
                        "not offered: inbox messages come with previews only"));
    }
}
