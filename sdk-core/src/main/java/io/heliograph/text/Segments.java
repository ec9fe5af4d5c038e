package io.heliograph.text;

/** What a text becomes as an SMS. Immutable and thread-safe. */
public final class Segments {
    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€";

    private final Encoding encoding;

    private Segments(Encoding encoding) {
        this.encoding = encoding;
    }

    /** Looks at a text. */
    public static Segments of(String text) {
        boolean gsm = text.chars().allMatch(c -> GSM.indexOf(c) >= 0);
        return new Segments(gsm ? Encoding.GSM_7 : Encoding.UCS_2);
    }

    public Encoding encoding() {
        return encoding;
    }
}
