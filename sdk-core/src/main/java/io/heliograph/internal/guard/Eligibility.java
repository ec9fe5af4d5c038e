package io.heliograph.internal.guard;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks without any I/O whether a provider can take a request. */
public final class Eligibility {
    private Eligibility() {}

    /** Why the provider can't take the request; null if it may. */
    public static @Nullable Failure failure(SmsProvider provider, SendRequest request) {
        Failure unsupported = unsupported(provider, request);
        return unsupported != null ? unsupported : invalid(() -> provider.validate(request));
    }

    /** Why a provider can't take a bulk send's content to a recipient; null if it may. */
    @FunctionalInterface
    public interface RecipientCheck {
        @Nullable
        Failure failure(PhoneNumber recipient);
    }

    /** The check of a bulk send's recipients, as {@link #failure} for each. */
    public static RecipientCheck ofRecipients(SmsProvider provider, SendRequest content) {
        Failure unsupported = unsupported(provider, content);
        if (unsupported != null) {
            return recipient -> unsupported;
        }
        Function<PhoneNumber, List<Violation>> validation;
        try {
            validation = provider.bulkValidation(content);
        } catch (RuntimeException e) {
            return recipient -> failed(e);
        }
        return recipient -> invalid(() -> validation.apply(recipient));
    }

    private static @Nullable Failure unsupported(SmsProvider provider, SendRequest request) {
        if (!needsCapabilities(request)) {
            return null;
        }
        Set<Capability> missing = needed(request);
        missing.removeAll(provider.capabilities());
        if (missing.isEmpty()) {
            return null;
        }
        String names = missing.stream().map(Capability::name).collect(Collectors.joining(", "));
        return Failure.of(ErrorType.UNSUPPORTED, "it doesn't offer " + names);
    }

    private static @Nullable Failure invalid(Supplier<List<Violation>> validation) {
        List<Violation> violations;
        try {
            violations = validation.get();
        } catch (RuntimeException e) {
            return failed(e);
        }
        if (violations.isEmpty()) {
            return null;
        }
        String reason = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return Failure.of(ErrorType.INVALID_REQUEST, "it can't take the request: " + reason);
    }

    private static Failure failed(RuntimeException e) {
        return Failure.of(
                ErrorType.OTHER, "its check failed with " + e.getClass().getSimpleName());
    }

    /**
     * What the provider ignores of a request that it takes: the sender, the tag and the callback URL where it doesn't support
     * them, and options that it doesn't use. None of them changes whether the recipient gets the message, or what it says.
     */
    public static List<String> ignored(SmsProvider provider, SendRequest request) {
        Set<Capability> offered = provider.capabilities();
        List<String> ignored = new ArrayList<>();
        if (request.from().isPresent() && !offered.contains(Capability.SENDER)) {
            ignored.add("from");
        }
        if (request.tag().isPresent() && !offered.contains(Capability.TAG)) {
            ignored.add("tag");
        }
        if (request.callbackUrl().isPresent() && !offered.contains(Capability.CALLBACK_URL)) {
            ignored.add("callbackUrl");
        }
        if (!request.options().isEmpty()) {
            Set<VendorOption<?>> used = provider.options(request);
            request.options().stream()
                    .filter(option -> !used.contains(option))
                    .forEach(option -> ignored.add(option.fullName()));
        }
        return List.copyOf(ignored);
    }

    /** Whether {@link #needed} isn't empty; most requests are just a text. */
    private static boolean needsCapabilities(SendRequest request) {
        return request.validity().isPresent()
                || request.sendAt().isPresent()
                || !request.media().isEmpty();
    }

    /** What changes when, how long or as what the recipient can get the message is needed; the rest is ignored if it's missing. */
    private static Set<Capability> needed(SendRequest request) {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        request.validity().ifPresent(validity -> needed.add(Capability.VALIDITY));
        request.sendAt().ifPresent(time -> needed.add(Capability.SCHEDULE));
        if (!request.media().isEmpty()) {
            needed.add(Capability.MEDIA);
        }
        return needed;
    }
}
