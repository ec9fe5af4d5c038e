package io.heliograph.campaign;

import io.heliograph.store.internal.StoreKey;
import java.util.List;

/**
 * A line of a campaign that is to be sent.
 *
 * @param to the recipient as the caller gave it
 * @param values the values of the placeholders
 * @param call the number of its bulk call; 0 if it is sent alone
 */
record Row(long line, String to, List<String> values, long call) {
    private static final char BETWEEN = '\0';

    /** What the store keeps of a line. */
    static String content(StoreKey key, String to, List<String> values) {
        StringBuilder all = new StringBuilder(to.replace(BETWEEN, ' '));
        for (String value : values) {
            all.append(BETWEEN).append(value.replace(BETWEEN, ' '));
        }
        return key.encrypt(all.toString());
    }

    static Row of(StoreKey key, long line, String content, long call) {
        List<String> fields = List.of(key.decrypt(content).split(String.valueOf(BETWEEN), -1));
        return new Row(line, fields.get(0), fields.subList(1, fields.size()), call);
    }
}
