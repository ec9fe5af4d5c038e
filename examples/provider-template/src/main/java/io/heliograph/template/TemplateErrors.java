package io.heliograph.template;

import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.OPTED_OUT;
import static io.heliograph.spi.ErrorRow.code;

import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;

/** Template's errors: the vendor's codes as rows. What isn't here follows from the HTTP status. */
final class TemplateErrors {
    static final ErrorTable TABLE = ErrorTable.of(
            code("NO_CREDIT").is(INSUFFICIENT_CREDIT).say("the account is out of credit"),
            code("BAD_NUMBER").is(INVALID_RECIPIENT).say("the number isn't one that gets SMS"),
            code("STOPPED").is(OPTED_OUT).say("the recipient has opted out"));

    /** How a refusal is read. */
    static final VendorErrors ERRORS = VendorErrors.builder(TemplateProvider.NAME, TABLE)
            .fields("code", "message")
            .build();

    private TemplateErrors() {}
}
