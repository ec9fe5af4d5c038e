package io.heliograph.testkit;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The calls of a provider that send: one message, and if it supports bulk, one content to many. */
enum SendMethod {
    SINGLE,
    BULK;

    /** Which of them the provider supports. */
    static List<SendMethod> of(SmsProvider provider) {
        return provider.capabilities().contains(Capability.BULK) ? List.of(SINGLE, BULK) : List.of(SINGLE);
    }

    /** Calls the provider directly, without the core. */
    SendResult call(SmsProvider provider, SendRequest request, AttemptContext context) {
        return this == SINGLE
                ? provider.send(request, context)
                : provider.sendBulk(request, recipients(provider, request), context);
    }

    /** The recipients of a request. */
    List<PhoneNumber> recipients(SmsProvider provider, SendRequest request) {
        return this == SINGLE
                ? List.of(request.to())
                : numbers(request.to(), Math.max(3, provider.bulkLimits().min()));
    }

    /**
     * Makes one attempt.
     *
     * @return the result; null if the provider threw an {@link HttpException}, because no response came
     * @throws AssertionError if the provider's code failed, for example because it used the context a second time
     */
    @Nullable
    SendResult attempt(SmsProvider provider, SendRequest request, AttemptContext context) {
        try {
            return call(provider, request, context);
        } catch (HttpException noAnswer) {
            return null;
        } catch (RuntimeException bug) {
            throw new AssertionError(
                    "The provider's code failed in an attempt (" + this + "): "
                            + bug.getClass().getSimpleName() + ": " + bug.getMessage(),
                    bug);
        }
    }

    /** Numbers that differ in their last three digits, beginning with this one. */
    static List<PhoneNumber> numbers(PhoneNumber first, int many) {
        String start = first.e164().substring(0, first.e164().length() - 3);
        List<PhoneNumber> numbers = new ArrayList<>(List.of(first));
        for (int i = 0; numbers.size() < many; i++) {
            PhoneNumber other = PhoneNumber.of(start + String.format(Locale.ROOT, "%03d", i));
            if (!other.equals(first)) {
                numbers.add(other);
            }
        }
        return numbers;
    }
}
