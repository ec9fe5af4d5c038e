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
 * @param items what is on it
 * @param next the name of the page behind it; null for the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * All items of a list, page by page: a page is fetched when its first item is asked for. It ends where there is no
     * next page, or where the next is the same again.
     *
     * @param first the name of the first page
     * @param fetch gets a page; what it throws goes to whoever reads the stream
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
