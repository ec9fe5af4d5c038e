/** The thaibulk provider: the Me SMS API v2 (me-sms.com), not ThaiBulkSMS. */
module io.heliograph.thaibulk {
    requires transitive io.heliograph;

    exports io.heliograph.thaibulk;

    opens io.heliograph.thaibulk to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.thaibulk.ThaiBulkFactory;
}
