package io.heliograph.store.jdbc;

import java.io.IOException;
import java.util.Arrays;

/** Another process that rotates the key of a store, and may kill itself at one of its statements. */
final class RotationProcess {
    static final byte[] OLD = secret(1);
    static final byte[] NEW = secret(2);

    private RotationProcess() {}

    private static byte[] secret(int value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return secret;
    }

    /** Starts one that kills itself before or after a statement; with an empty one it isn't killed by itself. */
    static Process start(String store, String statement, int time, boolean after) throws IOException {
        return ChildJvm.of(RotationProcess.class, store, statement, Integer.toString(time), Boolean.toString(after))
                .start();
    }

    /** Prints a line when it begins. */
    public static void main(String[] arguments) {
        try (JdbcStore store = JdbcStore.builder(KillingSource.of(
                        SendingProcess.source(arguments[0]),
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        Boolean.parseBoolean(arguments[3])))
                .key(NEW)
                .previousKeys(OLD)
                .open()) {
            System.out.println("begins");
            store.rotateKey();
        }
    }
}
