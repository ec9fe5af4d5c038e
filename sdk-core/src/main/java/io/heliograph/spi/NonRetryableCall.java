package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.util.List;
import java.util.function.Supplier;

/**
 * Calls that change something at a vendor without sending an SMS, such as a webhook or a setting. If whether the change
 * was made is unknown, the exception says so and isn't retryable, because a retry could make it twice.
 */
final class NonRetryableCall {
    private static final int NOT_IMPLEMENTED = 501;

    private NonRetryableCall() {}

    /**
     * Makes a change by one call. After a 408 or a 5xx, whether it was made is unknown, except for a 501 and what the vendor
     * documents.
     *
     * @return the vendor's response, which may be an error
     * @throws SmsException if no response came, or one after which the outcome is unknown
     */
    static HttpResponse make(VendorErrors errors, Supplier<HttpResponse> call) {
        HttpResponse response;
        try {
            response = call.get();
        } catch (HttpException e) {
            throw unknown(errors.provider(), e.type(), e.reason());
        }
        int status = response.status();
        boolean isCertain = status == NOT_IMPLEMENTED || errors.changeRefusals().contains(status);
        if ((status >= 500 || status == 408) && !isCertain) {
            throw errors.unknownChange(response);
        }
        return response;
    }

    private static SmsException unknown(String provider, ErrorType type, String reason) {
        String all = provider + ": " + reason + "; the change may have been made or not";
        return SmsException.of(Failure.builder(type, all).retryable(false).build(), List.of());
    }
}
