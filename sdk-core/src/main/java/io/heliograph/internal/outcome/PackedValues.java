package io.heliograph.internal.outcome;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.Status;

/**
 * Packs the values that outcomes and reports have in common. What is read is equal to what was written, field by field.
 * Thread-safe.
 */
public final class PackedValues {
    private static final ErrorType[] ERRORS = ErrorType.values();
    private static final LimitScope[] SCOPES = LimitScope.values();
    private static final Status[] STATUSES = Status.values();

    private static final int HAS_CODE = 1;
    private static final int HAS_VENDOR_TEXT = 1 << 1;
    private static final int HAS_RETRY_AFTER = 1 << 2;
    private static final int RETRYABLE = 1 << 3;
    private static final int FAILOVER = 1 << 4;

    private PackedValues() {}

    public static void write(PackedWriter to, Status status) {
        to.constant(status);
    }

    public static Status readStatus(PackedReader from) {
        return from.constant(STATUSES);
    }

    public static void write(PackedWriter to, ErrorType type) {
        to.constant(type);
    }

    public static ErrorType readErrorType(PackedReader from) {
        return from.constant(ERRORS);
    }

    public static void write(PackedWriter to, MessageId id) {
        to.word(id.provider());
        to.text(id.value());
    }

    public static MessageId readId(PackedReader from) {
        return new MessageId(from.text(), from.text());
    }

    public static void write(PackedWriter to, Money money) {
        to.decimal(money.amount());
        to.word(money.currency());
    }

    public static Money readMoney(PackedReader from) {
        return new Money(from.decimal(), from.text());
    }

    public static void write(PackedWriter to, Failure failure) {
        String code = failure.code().orElse(null);
        String vendorText = failure.vendorText().orElse(null);
        to.number((code == null ? 0 : HAS_CODE)
                | (vendorText == null ? 0 : HAS_VENDOR_TEXT)
                | (failure.retryAfter().isPresent() ? HAS_RETRY_AFTER : 0)
                | (failure.retryable() ? RETRYABLE : 0)
                | (failure.failover() ? FAILOVER : 0));
        write(to, failure.type());
        to.word(failure.reason());
        to.constant(failure.scope());
        if (code != null) {
            to.word(code);
        }
        if (vendorText != null) {
            to.text(vendorText);
        }
        failure.retryAfter().ifPresent(to::duration);
    }

    public static Failure readFailure(PackedReader from) {
        int flags = from.count();
        return Failure.builder(readErrorType(from), from.text())
                .scope(from.constant(SCOPES))
                .code((flags & HAS_CODE) == 0 ? null : from.text())
                .vendorText((flags & HAS_VENDOR_TEXT) == 0 ? null : from.text())
                .retryAfter((flags & HAS_RETRY_AFTER) == 0 ? null : from.duration())
                .retryable((flags & RETRYABLE) != 0)
                .failover((flags & FAILOVER) != 0)
                .build();
    }
}
