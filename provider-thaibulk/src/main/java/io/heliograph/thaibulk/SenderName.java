package io.heliograph.thaibulk;

/**
 * A sender name that the account has or shares. Immutable and thread-safe.
 *
 * @param name at most 11 characters
 * @param status the vendor's word, of which only {@code approved} is documented (me-sms.com, 2026-11-20); empty where it
 *     gave none
 */
public record SenderName(String name, String status) {
    /** Whether Me SMS sends from it; it refuses all others. */
    public boolean isApproved() {
        return status.equalsIgnoreCase("approved");
    }
}
