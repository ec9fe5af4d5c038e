package io.heliograph.architecture.house;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that one class file refers to: in its code, its signatures and its annotations.
 *
 * <p>Read from the constant pool (JVMS 4.4), which lists each of them. javac keeps the class of an inlined constant
 * there too.
 *
 * @param name with dots, and a dollar before the name of a nested class
 * @param superclass empty for a module-info
 * @param isClosed whether it is abstract and only its package can extend it, because no constructor is accessible
 *     outside
 * @param permitted the direct subtypes, if it is sealed
 */
record ClassReferences(String name, String superclass, boolean isClosed, Set<String> used, Set<String> permitted) {
    private static final int OPEN = 0x0005; // public or protected
    private static final int INTERFACE = 0x0200;
    private static final int ABSTRACT = 0x0400;

    /** The types in a descriptor or a signature. */
    private static final Pattern TYPE = Pattern.compile("L([\\w/$]+)[;<]");

    static ClassReferences read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return new Reader(in).read();
        }
    }

    private static final class Reader {
        private final DataInputStream in;
        private final Map<Integer, String> texts = new TreeMap<>();
        private final Map<Integer, Integer> classes = new TreeMap<>();
        private boolean hasOpenConstructor;

        Reader(DataInputStream in) {
            this.in = in;
        }

        ClassReferences read() throws IOException {
            in.skipNBytes(8); // magic number and version
            constants();
            int flags = in.readUnsignedShort();
            String name = className(in.readUnsignedShort());
            String superclass = className(in.readUnsignedShort());
            in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
            members();
            members();
            Set<String> permitted = permitted();
            Set<String> used = new LinkedHashSet<>();
            classes.keySet().forEach(index -> used.add(className(index)));
            for (String text : texts.values()) {
                Matcher types = TYPE.matcher(text);
                while (types.find()) {
                    used.add(types.group(1).replace('/', '.'));
                }
            }
            boolean isClosed = (flags & (ABSTRACT | INTERFACE)) == ABSTRACT && !hasOpenConstructor;
            return new ClassReferences(name, superclass, isClosed, used, permitted);
        }

        private void constants() throws IOException {
            int count = in.readUnsignedShort();
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(index, in.readUTF());
                    case 7 -> classes.put(index, in.readUnsignedShort());
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        index++; // a long or a double occupies two entries
                    }
                    default -> throw new IOException("no constant has the tag " + tag);
                }
            }
        }

        private String className(int index) {
            String name = texts.getOrDefault(classes.getOrDefault(index, 0), "");
            Matcher element = TYPE.matcher(name);
            return (name.startsWith("[") && element.find() ? element.group(1) : name).replace('/', '.');
        }

        /** Fields or methods. */
        private void members() throws IOException {
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                int flags = in.readUnsignedShort();
                boolean isConstructor = "<init>".equals(texts.get(in.readUnsignedShort()));
                hasOpenConstructor |= isConstructor && (flags & OPEN) != 0;
                in.skipNBytes(2); // descriptor
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                }
            }
        }

        private Set<String> permitted() throws IOException {
            Set<String> permitted = new LinkedHashSet<>();
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String attribute = texts.getOrDefault(in.readUnsignedShort(), "");
                long length = Integer.toUnsignedLong(in.readInt());
                if (attribute.equals("PermittedSubclasses")) {
                    for (int count = in.readUnsignedShort(); count > 0; count--) {
                        permitted.add(className(in.readUnsignedShort()));
                    }
                } else {
                    in.skipNBytes(length);
                }
            }
            return permitted;
        }
    }
}
