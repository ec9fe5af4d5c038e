package io.heliograph.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A socket whose incoming bytes are tracked. */
interface Tracked {
    ConnectionState state();

    /** Whether there are unread bytes. It doesn't block, and doesn't detect the end of the stream. */
    boolean hasUnread() throws IOException;

    /** Passes each byte that is read to the connection's state. */
    final class Input extends FilterInputStream {
        private final ConnectionState state;

        Input(InputStream in, ConnectionState state) {
            super(in);
            this.state = state;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int max) throws IOException {
            int count = in.read(bytes, offset, max);
            if (count > 0) {
                state.received(bytes, offset, count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return read(new byte[(int) Math.min(count, 1 << 13)]);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
