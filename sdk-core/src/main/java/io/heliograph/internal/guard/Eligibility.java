package io.heliograph.internal.guard;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks without any I/O whether a provider can take a request. */
public final class Eligibility {
    private Eligibility() {}

    /** Why the provider can't take the request; null if it may. */
    public static @Nullable Failure failure(SmsProvider provider, SendRequest request) {
        Set<Capability> missing = needed(request);
        missing.removeAll(provider.capabilities());
        if (!missing.isEmpty()) {
            String names = missing.stream().map(Capability::name).collect(Collectors.joining(", "));
            return Failure.of(ErrorType.UNSUPPORTED, "it doesn't offer " + names);
        }
        List<Violation> violations;
        try {
            violations = provider.validate(request);
        } catch (RuntimeException e) {
            return Failure.of(
                    ErrorType.OTHER, "its check failed with " + e.getClass().getSimpleName());
        }
        if (!violations.isEmpty()) {
            String reason = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
            return Failure.of(ErrorType.INVALID_REQUEST, "it can't take the request: " + reason);
        }
        return null;
    }

    private static Set<Capability> needed(SendRequest request) {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        request.tag().ifPresent(tag -> needed.add(Capability.TAG));
        request.validity().ifPresent(validity -> needed.add(Capability.VALIDITY));
        request.callbackUrl().ifPresent(url -> needed.add(Capability.CALLBACK_URL));
        request.sendAt().ifPresent(time -> needed.add(Capability.SCHEDULE));
        if (!request.media().isEmpty()) {
            needed.add(Capability.MEDIA);
        }
        return needed;
    }
}
