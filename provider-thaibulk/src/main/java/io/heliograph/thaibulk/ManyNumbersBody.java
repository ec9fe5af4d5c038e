package io.heliograph.thaibulk;

import io.heliograph.http.body.HttpBody;
import io.heliograph.json.JsonBody;
import io.heliograph.message.PhoneNumberList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A document whose last field is a list of numbers, which are written while it is sent: millions of them fit in no memory. */
final class ManyNumbersBody implements HttpBody {
    private static final int CHUNK = 8192;

    /** A comma, two quotes and the digits of the largest long. */
    private static final int MAX_ITEM = 22;

    /** Halves a number of up to 15 digits. */
    private static final int LOW = 100_000_000;

    private static final int LOW_DIGITS = 8;

    private static final int MIN_DIGITS = 7;
    private static final long MIN_POWER = 10_000_000;

    private final byte[] begin;
    private final PhoneNumberList numbers;
    private final byte[] end = "]}".getBytes(StandardCharsets.US_ASCII);
    private final long length;

    /**
     * Adds numbers to a document.
     *
     * @param document ends with an empty list
     */
    ManyNumbersBody(JsonBody document, PhoneNumberList numbers) {
        byte[] bytes = document.toBytes();
        begin = new byte[bytes.length - end.length];
        System.arraycopy(bytes, 0, begin, 0, begin.length);
        this.numbers = numbers;
        long items = 0;
        for (int i = 0; i < numbers.size(); i++) {
            items += digits(numbers.asLong(i)) + (i == 0 ? 2 : 3);
        }
        length = begin.length + items + end.length;
    }

    @Override
    public String contentType() {
        return JsonBody.CONTENT_TYPE;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(begin);
        byte[] chunk = new byte[CHUNK];
        int used = 0;
        for (int i = 0; i < numbers.size(); i++) {
            if (used > CHUNK - MAX_ITEM) {
                out.write(chunk, 0, used);
                used = 0;
            }
            used = item(chunk, used, numbers.asLong(i), i > 0);
        }
        out.write(chunk, 0, used);
        out.write(end);
    }

    private static int item(byte[] chunk, int at, long number, boolean follows) {
        int next = at;
        if (follows) {
            chunk[next++] = ',';
        }
        chunk[next++] = '"';
        int last = next + digits(number);
        write(chunk, next, last, number);
        chunk[last] = '"';
        return last + 1;
    }

    /** Divides integers rather than longs, which takes half the time. */
    private static void write(byte[] chunk, int from, int to, long number) {
        int high = (int) (number / LOW);
        int low = (int) (number - (long) high * LOW);
        for (int i = to - 1; i >= from; i--) {
            if (i == to - 1 - LOW_DIGITS) {
                low = high;
            }
            int left = low / 10;
            chunk[i] = (byte) ('0' + low - left * 10);
            low = left;
        }
    }

    private static int digits(long number) {
        int digits = MIN_DIGITS;
        for (long power = MIN_POWER; power <= number; power *= 10) {
            digits++;
        }
        return digits;
    }

    /** Only how many there are: they are people's numbers. */
    @Override
    public String toString() {
        return "ManyNumbersBody[" + numbers.size() + " numbers]";
    }
}
