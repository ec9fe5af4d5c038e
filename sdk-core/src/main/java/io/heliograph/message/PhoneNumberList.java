package io.heliograph.message;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list of phone numbers that holds millions of them: it takes 4 to 8 bytes each, and creates an element when it is read.
 * The recipients of a bulk call are such a list.
 *
 * <p>Immutable and thread-safe.
 */
public final class PhoneNumberList extends AbstractList<PhoneNumber> implements RandomAccess {
    private final List<NumberBlock> blocks;
    private final int from;
    private final int size;

    private PhoneNumberList(List<NumberBlock> blocks, int from, int size) {
        this.blocks = blocks;
        this.from = from;
        this.size = size;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The numbers in this order; the collection itself if it is such a list. */
    public static PhoneNumberList copyOf(Collection<PhoneNumber> numbers) {
        if (numbers instanceof PhoneNumberList list) {
            return list;
        }
        return builder().addAll(numbers).build();
    }

    @Override
    public PhoneNumber get(int index) {
        return PhoneNumber.ofLong(asLong(index));
    }

    /** The digits of a number without its plus, as {@link PhoneNumber#asLong()} has them; creates no object. */
    public long asLong(int index) {
        int at = from + Objects.checkIndex(index, size);
        return blocks.get(at / NumberBlock.MAX).get(at % NumberBlock.MAX);
    }

    @Override
    public int size() {
        return size;
    }

    /** A part of the list, which keeps the memory of all of it in use. */
    @Override
    public PhoneNumberList subList(int fromIndex, int toIndex) {
        Objects.checkFromToIndex(fromIndex, toIndex, size);
        return toIndex - fromIndex == size ? this : new PhoneNumberList(blocks, from + fromIndex, toIndex - fromIndex);
    }

    /** Collects numbers; not thread-safe. */
    public static final class Builder {
        private List<NumberBlock> blocks = new ArrayList<>();
        private int size;

        private Builder() {}

        public Builder add(PhoneNumber number) {
            long digits = number.asLong();
            if (size % NumberBlock.MAX == 0) {
                blocks.add(new NumberBlock(digits));
            }
            blocks.get(blocks.size() - 1).add(digits);
            size++;
            return this;
        }

        public Builder addAll(Collection<PhoneNumber> numbers) {
            numbers.forEach(this::add);
            return this;
        }

        /** The numbers that were added; the builder is empty then. */
        public PhoneNumberList build() {
            PhoneNumberList list = new PhoneNumberList(blocks, 0, size);
            blocks = new ArrayList<>();
            size = 0;
            return list;
        }
    }
}
