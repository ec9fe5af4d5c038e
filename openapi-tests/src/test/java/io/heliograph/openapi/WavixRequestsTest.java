package io.heliograph.openapi;

import java.util.List;

class WavixRequestsTest extends RequestsContract {
    private static final Document DOCUMENT = Document.wavix();

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    List<Call> calls() {
        return WavixCalls.all();
    }

    @Override
    List<Gap> gaps() {
        return List.of(
                new Gap(
                        "POST /v3/messages",
                        "not allowed by the schema: [\"smart_encoding\"]",
                        "off unless it is asked for; error page 41 (docs.wavix.com, 2025-12) and the vendor's n8n node"
                                + " (2026-04-21) have it"),
                new Gap(
                        "POST /v3/messages/idempotent",
                        "POST operation not allowed",
                        "off unless it is asked for; the vendor's n8n node (2026-04-21) has it"));
    }

    @Override
    List<Unused> unused() {
        return List.of(
                Unused.of(".* /v1/api-keys.*", "keys are made at the vendor's site, and not with a key"),
                Unused.of(".* /v1/trunks.*", "voice"),
                Unused.of(".* /v1/cdrs.*", "voice"),
                Unused.of(".* /v1/recordings.*", "voice"),
                Unused.of(".* /v1/speech-analytics.*", "voice"),
                Unused.of(".* /v1/calls.*", "voice"),
                Unused.of(".* /v1/voice-campaigns.*", "voice"),
                Unused.of(".* /v2/webrtc/.*", "voice"),
                Unused.of(".* /v1/buy/.*", "numbers are bought by people"),
                Unused.of(
                        "(GET|DELETE) /v1/numbers(/\\{id})?",
                        "numbers are managed by people; where their SMS go isn't"),
                Unused.of("POST /v1/numbers/papers", "numbers are managed by people"),
                Unused.of(".* /v3/10dlc/.*", "brands and campaigns are registered by people"),
                Unused.of(".* /v1/validation.*", "another product: number validation"),
                Unused.of(".* /v1/short-links.*", "another product: short links"),
                Unused.of(".* /v1/two-fa/.*", "another product: verification"),
                Unused.of(".* /v1/billing/invoices.*", "invoices are documents for people"),
                Unused.of(".* /v1/sub-organizations.*", "accounts are managed by people"));
    }
}
