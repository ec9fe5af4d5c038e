package io.heliograph.cli.doctor;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import java.util.List;

/** Whether the vendor takes the key, by the answer to a free call. */
final class KeySide implements Side {
    private static final String NAME = "key";

    @Override
    public List<Finding> of(FreeCall call) {
        return of(call, List.of());
    }

    @Override
    public List<Finding> of(FreeCall call, List<Finding> before) {
        String provider = call.provider();
        if (call.isUnsupported() || call.name().isEmpty()) {
            return List.of(Finding.ok(
                    NAME, provider, "not checked: it has no call that costs nothing, so the first send shows it"));
        }
        return List.of(call.failure()
                .map(failure -> of(provider, failure, before))
                .orElseGet(() -> Finding.ok(NAME, provider, "the vendor takes it (asked for: " + call.name() + ")")));
    }

    private static Finding of(String provider, SmsException failure, List<Finding> before) {
        String seen = seen(failure.errorType(), String.valueOf(failure.getMessage()));
        String baseUrl = "heliograph.providers." + provider + ".base-url";
        return switch (failure.errorType()) {
            case AUTHENTICATION ->
                Finding.fail(
                        NAME,
                        provider,
                        seen,
                        "make a new key in the vendor's console, and set it as "
                                + String.join(" and ", CredentialSettings.of(provider)) + "; see if " + baseUrl
                                + " is that of the key");
            case PERMISSION ->
                Finding.warn(
                        NAME,
                        provider,
                        seen,
                        "the key is known and may not make this call: give it that right, or go on without");
            case ACCOUNT, INSUFFICIENT_CREDIT ->
                Finding.fail(NAME, provider, seen, "see to the account in the vendor's console");
            case UNREACHABLE, DEADLINE -> Finding.fail(NAME, provider, seen, unreachable(baseUrl, before));
            case CONFIGURATION ->
                Finding.fail(
                        NAME, provider, seen, "check " + baseUrl + ": is it the vendor's URL, with the path it needs?");
            default -> Finding.warn(NAME, provider, seen, "try again later, or see the vendor's status page");
        };
    }

    /** Most messages begin with the type already. */
    private static String seen(ErrorType type, String message) {
        return message.startsWith(type + ": ") ? message : type + ": " + message;
    }

    private static String unreachable(String baseUrl, List<Finding> before) {
        boolean isExplained = before.stream().anyMatch(finding -> finding.level() != Level.OK);
        return (isExplained ? "see the findings before this one" : "check " + baseUrl)
                + "; a firewall may be in between";
    }
}
