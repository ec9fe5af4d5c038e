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
 * Calls that change something at a vendor without sending an SMS, such as a webhook or a setting. If whether the change
 * was made is unknown, the exception says so and isn't retryable, because a retry could make it twice.
 */
final class NonRetryableCall {
    private NonRetryableCall() {}

    /**
     * Makes a change by one call. After a 408 or a 5xx, whether it was made is unknown.
     *
     * @return the vendor's response, which may be an error
     * @throws SmsException if no response came, or one after which the outcome is unknown
     */
    static HttpResponse make(String provider, Supplier<HttpResponse> call) {
        return make(provider, Set.of(), call);
    }

    /**
     * Makes a change by one call, at a vendor some of whose 5xx are certain rejections.
     *
     * @param rejections the statuses that, by the vendor's documentation, mean that nothing was done
     * @return the vendor's response, which may be an error
     * @throws SmsException if no response came, or one after which the outcome is unknown
     */
    static HttpResponse make(String provider, Set<Integer> rejections, Supplier<HttpResponse> call) {
        HttpResponse response;
        try {
            response = call.get();
        } catch (HttpException e) {
            throw unknown(provider, e.type(), e.reason());
        }
        int status = response.status();
        if ((status >= 500 || status == 408) && !rejections.contains(status)) {
            throw unknown(provider, ErrorType.PROVIDER_ERROR, "HTTP " + status);
        }
        return response;
    }

    private static SmsException unknown(String provider, ErrorType type, String reason) {
        String all = provider + ": " + reason + "; the change may have been made or not";
        return SmsException.of(Failure.builder(type, all).retryable(false).build(), List.of());
    }
}
