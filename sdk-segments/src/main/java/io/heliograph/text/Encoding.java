package io.heliograph.text;

/** The character encoding of an SMS. */
public enum Encoding {
    /** The default alphabet of 3GPP TS 23.038 with its extension table; a unit is a septet. */
    GSM_7("GSM-7"),
    /** Sixteen bits a unit. Phones read it as UTF-16, so that a character outside the basic plane is two units. */
    UCS_2("UCS-2");

    private final String label;

    Encoding(String label) {
        this.label = label;
    }

    /** The usual name: {@code GSM-7} or {@code UCS-2}. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
