package io.heliograph.wavix;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A change of a number's settings; the others stay. Immutable and thread-safe; {@code toString} hides the URL.
 *
 * <pre>{@code
 * URI url = URI.create("https://example.com/sms/k3y");
 * wavix.account().updateNumber(123, PhoneNumberSettings.inboundTo(url).smsEnabled(true));
 * }</pre>
 */
public final class PhoneNumberSettings {
    private final @Nullable URI inbound;
    private final @Nullable Boolean smsEnabled;

    private PhoneNumberSettings(@Nullable URI inbound, @Nullable Boolean smsEnabled) {
        this.inbound = inbound;
        this.smsEnabled = smsEnabled;
    }

    /**
     * Sets the URL of the number's inbound messages.
     *
     * @throws io.heliograph.message.InvalidRequestException if it isn't an absolute http or https URL
     */
    public static PhoneNumberSettings inboundTo(URI url) {
        Violations violations = new Violations();
        WavixValidation.url("inbound", url, violations);
        violations.throwIfAny();
        return new PhoneNumberSettings(url, null);
    }

    /** Enables or disables SMS for the number. */
    public static PhoneNumberSettings sms(boolean enabled) {
        return new PhoneNumberSettings(null, enabled);
    }

    /** Returns a copy that also enables or disables SMS. */
    public PhoneNumberSettings smsEnabled(boolean enabled) {
        return new PhoneNumberSettings(inbound, enabled);
    }

    void writeFields(JsonWriter json) throws IOException {
        if (inbound != null) {
            json.name("sms_relay_url").value(inbound.toString());
        }
        if (smsEnabled != null) {
            json.name("sms_enabled").value(smsEnabled);
        }
    }

    @Override
    public String toString() {
        return "PhoneNumberSettings[inbound " + (inbound == null ? "as it is" : "elsewhere") + ", sms "
                + (smsEnabled == null ? "as it is" : smsEnabled) + "]";
    }
}
