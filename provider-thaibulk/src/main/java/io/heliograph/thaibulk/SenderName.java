package io.heliograph.thaibulk;

/**
 * A sender name of the account, its own or shared. Immutable and thread-safe.
 *
 * @param name at most 11 characters
 * @param status the vendor's value, of which only {@code approved} is documented (me-sms.com, 2026-11-20); empty if
 *     missing
 */
public record SenderName(String name, String status) {
    /** Whether Me SMS sends from this name; it rejects all others. */
    public boolean isApproved() {
        return status.equalsIgnoreCase("approved");
    }
}
