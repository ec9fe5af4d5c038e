package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A change at a vendor that sends no SMS, such as of a webhook or a setting. Where nobody can know whether it was made, it
 * ends in an exception that says so and isn't retryable: a repeat could make it twice.
 */
public final class NonRetryableCall {
    private NonRetryableCall() {}

    /**
     * Makes a change by one call; a 408 and every 5xx leave it open whether it was made.
     *
     * @return the vendor's answer, which may be a refusal
     * @throws SmsException if no answer came, or one that leaves it open
     */
    public static HttpResponse make(String provider, Supplier<HttpResponse> call) {
        return make(provider, Set.of(), call);
    }

    /**
     * Makes a change by one call, at a vendor some of whose 5xx are a certain no.
     *
     * @param refusals the statuses by which the vendor promises that it did nothing
     * @return the vendor's answer, which may be a refusal
     * @throws SmsException if no answer came, or one that leaves it open
     */
    public static HttpResponse make(String provider, Set<Integer> refusals, Supplier<HttpResponse> call) {
        HttpResponse response;
        try {
            response = call.get();
        } catch (HttpException e) {
            throw unsure(provider, e.type(), e.reason());
        }
        int status = response.status();
        if ((status >= 500 || status == 408) && !refusals.contains(status)) {
            throw unsure(provider, ErrorType.PROVIDER_ERROR, "HTTP " + status);
        }
        return response;
    }

    private static SmsException unsure(String provider, ErrorType type, String reason) {
        String all = provider + ": " + reason + "; the change may have been made or not";
        return SmsException.of(Failure.builder(type, all).retryable(false).build(), List.of());
    }
}
