package io.heliograph.thaibulk;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;

/**
 * The assumed names of query parameters: the vendor's page has their values and lacks their names, so each is a guess,
 * and the setting of its name overrides it (me-sms.com, 2026-11-20). A row that doesn't match a filter is dropped here too.
 */
public enum AssumedParameter {
    /** The filter of the list of messages: {@code parameter-list-status}, likely {@code status}. */
    LIST_STATUS("parameter-list-status", "status"),
    /** The filter of a message's recipients: {@code parameter-recipients-status}, likely {@code status}. */
    RECIPIENTS_STATUS("parameter-recipients-status", "status"),
    /** The page of the list of messages: {@code parameter-list-page}, likely {@code page}. */
    LIST_PAGE("parameter-list-page", "page");

    private final String setting;
    private final String likely;

    AssumedParameter(String setting, String likely) {
        this.setting = setting;
        this.likely = likely;
    }

    String setting() {
        return setting;
    }

    String likely() {
        return likely;
    }

    /** The name, if it can be one of a query parameter. */
    String check(String name) {
        String stripped = name.strip();
        if (!stripped.matches("[A-Za-z][A-Za-z0-9_.-]{0,39}")) {
            throw new InvalidRequestException(
                    setting, "is " + ValueShape.of(name) + "; it must be a parameter's name such as " + likely);
        }
        return stripped;
    }
}
