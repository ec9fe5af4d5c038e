package io.heliograph.cli.doctor;

import io.heliograph.error.SmsException;
import java.util.List;

/** Whether the vendor takes the key, by the answer to a free call. */
final class KeySide implements Side {
    private static final String NAME = "key";

    @Override
    public List<Finding> of(FreeCall call) {
        String provider = call.provider();
        if (call.isUnsupported() || call.name().isEmpty()) {
            return List.of(Finding.ok(
                    NAME, provider, "not checked: it has no call that costs nothing, so the first send shows it"));
        }
        return List.of(call.failure()
                .map(failure -> of(provider, failure))
                .orElseGet(() -> Finding.ok(NAME, provider, "the vendor takes it (asked for: " + call.name() + ")")));
    }

    private static Finding of(String provider, SmsException failure) {
        String seen = failure.errorType() + ": " + failure.getMessage();
        String settings = "heliograph.providers." + provider + ".";
        return switch (failure.errorType()) {
            case AUTHENTICATION ->
                Finding.fail(
                        NAME,
                        provider,
                        seen,
                        "make a new key in the vendor's console, and set it below " + settings
                                + "; see if the base URL is that of the key");
            case PERMISSION ->
                Finding.warn(
                        NAME,
                        provider,
                        seen,
                        "the key is known and may not make this call: give it that right, or go on without");
            case ACCOUNT, INSUFFICIENT_CREDIT ->
                Finding.fail(NAME, provider, seen, "see to the account in the vendor's console");
            case UNREACHABLE, DEADLINE ->
                Finding.fail(NAME, provider, seen, "see the findings before this one; a firewall may be in between");
            case CONFIGURATION ->
                Finding.warn(NAME, provider, seen, "correct the setting below " + settings + " that it names");
            default -> Finding.warn(NAME, provider, seen, "try again later, or see the vendor's status page");
        };
    }
}
