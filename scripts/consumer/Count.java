import io.heliograph.text.Segments;

/** Counts the parts of a text. */
public final class Count {
    public static void main(String[] arguments) {
        int parts = Segments.of("]".repeat(153)).parts();
        if (parts != 3) {
            throw new IllegalStateException(parts + " parts");
        }
        System.out.println("  counted");
    }
}
