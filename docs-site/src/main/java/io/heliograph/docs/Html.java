package io.heliograph.docs;

/** Text as HTML. */
final class Html {
    private Html() {}

    /** Escapes a text for an element or a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
