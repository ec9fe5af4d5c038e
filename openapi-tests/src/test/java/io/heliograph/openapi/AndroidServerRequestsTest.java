package io.heliograph.openapi;

import java.util.List;

class AndroidServerRequestsTest extends RequestsContract {
    private static final Document DOCUMENT = Document.androidServer();

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    List<Call> calls() {
        return new AndroidCalls("/3rdparty/v1").all();
    }

    @Override
    List<Gap> gaps() {
        return List.of(
                new Gap(
                        "POST /3rdparty/v1/messages",
                        "[Path '/priority'] Instance value (-5) not found in enum",
                        "the enum holds the four named values only; the server's source (v1.47.1) takes -128 to 127"),
                new Gap(
                        "POST /3rdparty/v1/auth/token",
                        "(\"all:any\") not found in enum",
                        "the server's source (v1.47.1) knows this scope, and the document leaves it out"),
                new Gap(
                        "GET /3rdparty/v1/inbox",
                        "'includeAttachments' is unexpected",
                        "only where it is asked for; the app's document (1.68.0) has it, and servers have no inbox to list"),
                new Gap(
                        "GET /3rdparty/v1/device",
                        "No API path found",
                        "asked for only where /devices isn't there: a phone has no other path (app's source, 1.68.0)"));
    }

    @Override
    List<Unused> unused() {
        return List.of(
                Unused.of("DELETE /3rdparty/v1/auth/token/\\{jti}", "tokens last minutes, and end by themselves"),
                Unused.of("PUT /3rdparty/v1/settings", "a change of some settings is PATCH, which a phone has too"),
                Unused.of("GET /health/(live|ready|startup)", "for the machine that runs the server"));
    }
}
