package io.heliograph.campaign;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line.
 *
 * @param error the type of the failure, or what is wrong; empty where nothing is
 * @param segments 0 where that isn't known
 */
record LineResult(
        RecipientState state,
        String provider,
        String messageId,
        String error,
        String reason,
        int segments,
        @Nullable Money price) {

    static LineResult of(RecipientState state, String error, String reason) {
        return new LineResult(state, "", "", error, reason, 0, null);
    }

    static LineResult accepted(MessageId id, OptionalInt segments, Optional<Money> price) {
        return new LineResult(
                RecipientState.ACCEPTED, id.provider(), id.value(), "", "", segments.orElse(0), price.orElse(null));
    }

    static LineResult unknown(String provider, String reason) {
        return new LineResult(RecipientState.UNKNOWN, provider, "", "UNKNOWN", reason, 0, null);
    }

    static LineResult rejected(Failure failure, String provider) {
        return new LineResult(
                RecipientState.REJECTED,
                provider,
                "",
                failure.type() + failure.code().map(code -> " " + code).orElse(""),
                failure.reason(),
                0,
                null);
    }

    /**
     * The result of a send that was certainly not made. A failure of the account, of a provider or of this machine isn't the
     * recipient's: it stays waiting.
     */
    static LineResult of(SendOutcome.Rejected rejected) {
        Failure failure = rejected.failure();
        boolean asked = !rejected.attempts().isEmpty();
        String provider =
                asked ? rejected.attempts().get(rejected.attempts().size() - 1).provider() : "";
        LineResult result = rejected(failure, provider);
        if (failure.type() == ErrorType.OPTED_OUT && !asked) {
            return result.with(RecipientState.SUPPRESSED);
        }
        if (failure.type() == ErrorType.DUPLICATE) {
            return result.with(RecipientState.UNKNOWN); // another call with this key may have sent it
        }
        return isTemporary(failure, asked) ? result.with(RecipientState.WAITING) : result;
    }

    private static boolean isTemporary(Failure failure, boolean asked) {
        return switch (failure.type()) {
            case AUTHENTICATION,
                    PERMISSION,
                    ACCOUNT,
                    INSUFFICIENT_CREDIT,
                    UNREACHABLE,
                    PROVIDER_ERROR,
                    CONFIGURATION,
                    SPEND_LIMIT,
                    DEADLINE -> true;
            case RATE_LIMITED, QUOTA_EXCEEDED -> failure.scope() == LimitScope.ACCOUNT;
            case OTHER -> !asked; // the client's own, such as a store that failed
            default -> false;
        };
    }

    LineResult with(RecipientState other) {
        return new LineResult(other, provider, messageId, error, reason, segments, price);
    }

    /** What the store keeps, without the state. */
    String document(StoreKey key) {
        return DocumentWriter.write(key, out -> {
            out.plain("provider", provider);
            out.text("id", messageId);
            out.plain("error", error);
            out.text("reason", reason);
            out.number("segments", segments);
            out.money("price", Optional.ofNullable(price));
        });
    }

    static LineResult read(StoreKey key, RecipientState state, @Nullable String stored) {
        if (stored == null) {
            return of(state, "", "");
        }
        Document document = Document.read(key, stored);
        return new LineResult(
                state,
                document.text("provider"),
                document.text("id"),
                document.text("error"),
                document.text("reason"),
                document.number("segments"),
                document.money("price"));
    }
}
