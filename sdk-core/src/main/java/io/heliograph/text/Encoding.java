package io.heliograph.text;

/** How the characters of an SMS travel. */
public enum Encoding {
    /** Seven bits a character, of the default alphabet of GSM 03.38 and its extension. */
    GSM_7,
    /** Sixteen bits a character. */
    UCS_2
}
