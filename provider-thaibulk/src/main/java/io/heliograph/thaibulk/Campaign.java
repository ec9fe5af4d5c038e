package io.heliograph.thaibulk;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A send of Me SMS's own kind in one request: a text or a saved template, to numbers or to a saved contact group.
 *
 * <p>Immutable, thread-safe and validated on creation. {@code toString} hides text, variables and numbers. Facts are
 * from me-sms.com/en/api-docs of 2026-11-20.
 *
 * <pre>{@code
 * Campaign campaign = Campaign.template(31, Map.of("name", "Toon")).toGroup(7).from("ACME").build();
 * Estimate estimate = thaiBulk.preview(campaign);
 * SendOutcome outcome = thaiBulk.send(campaign);
 * }</pre>
 */
public final class Campaign {
    /** The maximum of numbers per request. */
    public static final int MAX_NUMBERS = 2_000_000;

    private final @Nullable String text;
    private final long templateId;
    private final Map<String, String> variables;
    private final PhoneNumberList numbers;
    private final long contactGroupId;
    private final @Nullable Sender from;
    private final @Nullable Instant sendAt;
    private final IdempotencyKey key;
    private final @Nullable Duration deadline;

    private Campaign(Builder builder, @Nullable Sender from, IdempotencyKey key) {
        text = builder.text;
        templateId = builder.templateId;
        variables = builder.variables;
        numbers = PhoneNumberList.copyOf(builder.numbers);
        contactGroupId = builder.contactGroupId == null ? 0 : builder.contactGroupId;
        this.from = from;
        sendAt = builder.sendAt;
        this.key = key;
        deadline = builder.deadline;
    }

    /** Starts a campaign with a text of 1 to 1,000 UTF-16 units. */
    public static Builder text(String text) {
        return new Builder(text, 0, Map.of());
    }

    /**
     * Starts a campaign with a template that is saved at Me SMS.
     *
     * @param templateId above 0
     * @param variables the values of the template's {@code {{name}}} placeholders, the same for every recipient
     */
    public static Builder template(long templateId, Map<String, String> variables) {
        return new Builder(null, templateId, new LinkedHashMap<>(variables));
    }

    /** Null for a template. */
    @Nullable
    String text() {
        return text;
    }

    long templateId() {
        return templateId;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** Empty for a group. */
    PhoneNumberList numbers() {
        return numbers;
    }

    long contactGroupId() {
        return contactGroupId;
    }

    Optional<Sender> from() {
        return Optional.ofNullable(from);
    }

    Optional<Instant> sendAt() {
        return Optional.ofNullable(sendAt);
    }

    /** The idempotency key of this logical send; generated if the caller gave none. It isn't sent to the vendor. */
    public IdempotencyKey key() {
        return key;
    }

    Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public String toString() {
        return "Campaign[" + (text == null ? "template " + templateId : text.length() + " characters") + " to "
                + (numbers.isEmpty() ? "group " + contactGroupId : numbers.size() + " numbers") + ", key=" + key + "]";
    }

    /** Builds a campaign; not thread-safe. */
    public static final class Builder {
        private final @Nullable String text;
        private final long templateId;
        private final Map<String, String> variables;
        private final LinkedHashSet<PhoneNumber> numbers = new LinkedHashSet<>();
        private @Nullable Long contactGroupId;
        private @Nullable String from;
        private @Nullable Instant sendAt;
        private @Nullable String key;
        private @Nullable Duration deadline;

        private Builder(@Nullable String text, long templateId, Map<String, String> variables) {
            this.text = text;
            this.templateId = templateId;
            this.variables = variables;
        }

        /** Adds Thai mobile numbers, without duplicates; at most {@value Campaign#MAX_NUMBERS}. Excludes a group. */
        public Builder to(Collection<PhoneNumber> more) {
            numbers.addAll(more);
            return this;
        }

        /** Sets a contact group that is saved at Me SMS, which resolves its members; above 0. Excludes numbers. */
        public Builder toGroup(long id) {
            contactGroupId = id;
            return this;
        }

        /** Sets a sender name that Me SMS has approved; by default, the provider's. */
        public Builder from(String sender) {
            from = sender;
            return this;
        }

        /** Schedules the send; Me SMS reserves the credits until then. The time goes out in whole seconds, in Thai time. */
        public Builder sendAt(Instant time) {
            sendAt = time;
            return this;
        }

        /** Sets the idempotency key: 2 to 36 letters, digits, dashes and underscores; for the caller's own use. */
        public Builder key(String name) {
            key = name;
            return this;
        }

        /** Sets the time limit of the request, above zero; 30 seconds by default. */
        public Builder deadline(Duration time) {
            deadline = time;
            return this;
        }

        /**
         * Checks and builds the campaign.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every violation; nothing was sent
         */
        public Campaign build() {
            Violations violations = new Violations();
            Optional<Sender> sender = violations.check(from, Sender::of);
            sender.ifPresent(value -> ThaiBulkValidation.sender(value, violations));
            Optional<IdempotencyKey> requestKey = violations.check(key, IdempotencyKey::of);
            checkContent(violations);
            checkTarget(violations);
            ThaiBulkValidation.sendAt(sendAt, violations);
            if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
                violations.add("deadline", "must be more than 0");
            }
            violations.throwIfAny();
            return new Campaign(this, sender.orElse(null), requestKey.orElseGet(IdempotencyKey::random));
        }

        private void checkContent(Violations violations) {
            if (text == null) {
                if (templateId < 1) {
                    violations.add("templateId", "must be above 0");
                }
                return;
            }
            ThaiBulkValidation.text(text, violations);
        }

        private void checkTarget(Violations violations) {
            boolean hasGroup = contactGroupId != null;
            if (hasGroup != numbers.isEmpty()) {
                violations.add(
                        "to", hasGroup ? "has both numbers and a group; give one" : "is missing: numbers or a group");
            }
            if (contactGroupId != null && contactGroupId < 1) {
                violations.add("contactGroupId", "must be above 0");
            }
            if (numbers.size() > MAX_NUMBERS) {
                violations.add("to", "has " + numbers.size() + " numbers; Me SMS takes at most " + MAX_NUMBERS);
            }
            ThaiBulkValidation.numbers(PhoneNumberList.copyOf(numbers), violations);
        }
    }
}
