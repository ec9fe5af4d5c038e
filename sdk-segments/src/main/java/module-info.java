/** SMS segments, GSM-7 and smart encoding; needs the JDK only. */
module io.heliograph.text {
    requires static transitive org.jspecify;

    exports io.heliograph.text;
    exports io.heliograph.text.lint;
}
