package io.heliograph.spi;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One page of a vendor's list.
 *
 * @param items its items
 * @param next the name of the next page, such as a cursor; null for the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * All items of a list as a lazy stream: a page is fetched when its first item is read. The stream ends without a
     * next page, or if the next page is the same again.
     *
     * @param first the name of the first page
     * @param fetch fetches a page; its exceptions reach the stream's reader
     */
    public static <T> Stream<T> stream(String first, Function<String, Page<T>> fetch) {
        Iterator<T> items = new Items<>(first, fetch);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Items<T> implements Iterator<T> {
        private final Function<String, Page<T>> fetch;
        private @Nullable String next;
        private Iterator<T> page = List.<T>of().iterator();

        private Items(String first, Function<String, Page<T>> fetch) {
            this.next = first;
            this.fetch = fetch;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next != null) {
                String current = next;
                Page<T> fetched = fetch.apply(current);
                page = fetched.items().iterator();
                next = current.equals(fetched.next()) ? null : fetched.next();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
