package io.heliograph.text;

/**
 * A language with tables of its own in TS 23.038, Annex A.
 *
 * <p>From 3GPP TS 23.038, release 16, with the misprints of the standard put right that Android put right too: the Kannada
 * letter at 0x24 is U+0CA1, and digits of Oriya, Tamil and Telugu are of their own script; code points that Unicode doesn't
 * assign are left out (looked up 2026-11).
 */
public enum NationalLanguage {
    TURKISH(1, CharacterTables.latin("èìØøÆæ¡¿", "€ıĞğŞşİç"), CharacterTables.latinShift("ĞİŞçğış")),
    /** Has a single shift table only. */
    SPANISH(2, "", CharacterTables.latinShift("çÁÍÓÚáíóú")),
    PORTUGUESE(
            3,
            CharacterTables.latin("èùìòØøÅåΦΓΛΩΠΨΣΘΞÆæß¤¡ÄÖÑ¿äöñ", "êúíóçÔôÁáªÀ∞^\\€Ó|ÂâÊºÍÃÕÚ~ãõ`"),
            CharacterTables.latinShift("êçÔôÁáΦΓΩΠΨΣΘÊÀÍÓÚÃÕÂíóúãõâ")),
    /** Bengali and Assamese. */
    BENGALI(4, CharacterTables.script("""
                    0981-0983 0985-098C 098F-0990 0993-09A8 09AA-09B0 09B2 09B6-09B9 09BC-09C4 09C7-09C8 09CB-09CE 09D7
                    09DC-09DD 09F0-09F1"""), CharacterTables.scriptShift("09DF-09E3 09E6-09EF 09F2-09FA")),
    GUJARATI(5, CharacterTables.script("""
                    0A81-0A83 0A85-0A8D 0A8F-0A91 0A93-0AA8 0AAA-0AB0 0AB2-0AB3 0AB5-0AB9 0ABC-0AC5 0AC7-0AC9 0ACB-0ACD
                    0AD0 0AE0-0AE3 0AF1"""), CharacterTables.scriptShift("0964-0965 0AE6-0AEF")),
    HINDI(
            6,
            CharacterTables.script("0901-0903 0905-0939 093C-094D 0950 0972 097B-097C 097E-097F"),
            CharacterTables.scriptShift("0951-0954 0958-0971")),
    KANNADA(7, CharacterTables.script("""
                    0C82-0C83 0C85-0C8C 0C8E-0C90 0C92-0CA8 0CAA-0CB3 0CB5-0CB9 0CBC-0CC4 0CC6-0CC8 0CCA-0CCD 0CD5-0CD6
                    0CE0-0CE3"""), CharacterTables.scriptShift("0964-0965 0CDE 0CE6-0CEF 0CF1-0CF2")),
    MALAYALAM(8, CharacterTables.script("""
                    0D02-0D03 0D05-0D0C 0D0E-0D10 0D12-0D28 0D2A-0D39 0D3D-0D44 0D46-0D48 0D4A-0D4D 0D57 0D60-0D63
                    0D79"""), CharacterTables.scriptShift("0964-0965 0D66-0D75 0D7A-0D7F")),
    ORIYA(9, CharacterTables.script("""
                    0B01-0B03 0B05-0B0C 0B0F-0B10 0B13-0B28 0B2A-0B30 0B32-0B33 0B35-0B39 0B3C-0B44 0B47-0B48 0B4B-0B4D
                    0B56-0B57 0B60-0B63"""), CharacterTables.scriptShift("0964-0965 0B5C-0B5D 0B5F 0B66-0B71")),
    PUNJABI(10, CharacterTables.script("""
                    0A01-0A03 0A05-0A0A 0A0F-0A10 0A13-0A28 0A2A-0A30 0A32-0A33 0A35-0A36 0A38-0A39 0A3C 0A3E-0A42
                    0A47-0A48 0A4B-0A4D 0A51 0A70-0A74"""), CharacterTables.scriptShift("0964-0965 0A59-0A5C 0A5E 0A66-0A6F 0A75")),
    TAMIL(11, CharacterTables.script("""
                    0B82-0B83 0B85-0B8A 0B8E-0B90 0B92-0B95 0B99-0B9A 0B9C 0B9E-0B9F 0BA3-0BA4 0BA8-0BAA 0BAE-0BB9
                    0BBE-0BC2 0BC6-0BC8 0BCA-0BCD 0BD0 0BD7 0BF0-0BF2 0BF9"""), CharacterTables.scriptShift("0964-0965 0BE6-0BEF 0BF3-0BF8 0BFA")),
    TELUGU(12, CharacterTables.script("""
                    0C01-0C03 0C05-0C0C 0C0E-0C10 0C12-0C28 0C2A-0C33 0C35-0C39 0C3D-0C44 0C46-0C48 0C4A-0C4D 0C55-0C56
                    0C60-0C63"""), CharacterTables.scriptShift("0C58-0C59 0C66-0C6F 0C78-0C7F")),
    URDU(13, CharacterTables.script("""
                    0621-0622 0627-0628 062A-0639 0641-0642 0644-0646 0648 064D 064F-0651 0653-0657 0670 0679-067F
                    0680-0681 0683-068A 068C-068D 068F 0691 0693 0696 0698-069A 06A6 06A9-06AB 06AF 06B1 06B3 06BA-06BC 06BE
                    06C1-06C2 06C4 06CC 06D0 06D2 06D5"""), CharacterTables.scriptShift("""
                    0600-0601 060C-0614 061B 061F 0640 0652 0658 066B-066C 0672-0673 06CD 06D4 06F0-06F9"""));

    private final int code;
    private final String locking;
    private final String singleShift;

    NationalLanguage(int code, String locking, String singleShift) {
        this.code = code;
        this.locking = locking;
        this.singleShift = singleShift;
    }

    /** The National Language Identifier, 1 to 13, that a header of TS 23.040 names the tables with. */
    public int code() {
        return code;
    }

    /** The characters that can stand in place of the default alphabet, in no order; empty if there is no such table. */
    public String locking() {
        return locking;
    }

    /** The characters that can stand in place of the extension table, in no order. */
    public String singleShift() {
        return singleShift;
    }
}
