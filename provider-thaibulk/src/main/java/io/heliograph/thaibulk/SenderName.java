package io.heliograph.thaibulk;

import java.util.Optional;

/**
 * A sender name of the account, its own or shared. Immutable and thread-safe.
 *
 * @param name at most 11 characters
 * @param status the vendor's value, of which only {@code approved} is documented (me-sms.com, 2026-11-20); empty if
 *     missing
 * @param shared whether other accounts use it too; empty without a likely field in the response
 * @param rawJson the vendor's JSON for it
 */
public record SenderName(String name, String status, Optional<Boolean> shared, String rawJson) {
    /** Whether Me SMS sends from this name; it rejects all others. */
    public boolean isApproved() {
        return status.equalsIgnoreCase("approved");
    }

    @Override
    public String toString() {
        return "SenderName[" + name + " " + status + "]";
    }
}
