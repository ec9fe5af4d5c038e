package io.heliograph.wavix;

import io.heliograph.message.VendorOption;
import java.util.Set;

/** The options of Wavix for one send, which override the settings of the same names. */
public final class WavixOptions {
    /** Whether Wavix may replace characters so that the text fits GSM-7; see {@link Wavix.Builder#smartEncoding}. */
    public static final VendorOption<Boolean> SMART_ENCODING = VendorOption.flag(WavixErrors.NAME, "smart-encoding");

    static final Set<VendorOption<?>> ALL = Set.of(SMART_ENCODING);

    private WavixOptions() {}
}
