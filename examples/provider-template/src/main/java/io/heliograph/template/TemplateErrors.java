package io.heliograph.template;

import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.OPTED_OUT;
import static io.heliograph.spi.ErrorRow.code;

import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;

/** Template's error table: a row for each vendor code. The HTTP status decides where no row matches. */
final class TemplateErrors {
    static final String NAME = "template";

    static final ErrorTable TABLE = ErrorTable.of(
            code("NO_CREDIT").is(INSUFFICIENT_CREDIT).say("the account is out of credit"),
            code("BAD_NUMBER").is(INVALID_RECIPIENT).say("the number isn't one that gets SMS"),
            code("STOPPED").is(OPTED_OUT).say("the recipient has opted out"));

    /** How error responses are read. */
    static final VendorErrors ERRORS =
            VendorErrors.builder(NAME, TABLE).fields("code", "message").build();

    private TemplateErrors() {}
}
