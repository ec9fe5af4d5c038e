package io.heliograph.wavix;

/**
 * Where Wavix posts something of the account's. {@code toString} hides the URL, which may hold a token.
 *
 * @param transport the vendor's word for what is posted, for example {@code sms}; empty where it gave none
 * @param value where to, mostly a URL; empty where the vendor gave none
 */
public record Destination(String transport, String value) {
    static Destination read(WavixAccountWire.DestinationReply said) {
        return new Destination(WavixWire.text(said.transport), WavixWire.text(said.value));
    }

    @Override
    public String toString() {
        return "Destination[" + transport + "]";
    }
}
