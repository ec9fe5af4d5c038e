package io.heliograph.architecture.house;

import java.util.List;

/**
 * What is measured in one source file.
 *
 * @param module the module's folder, relative to the root
 * @param isMain whether it is main code, not a test
 * @param path relative to the root
 * @param packageName empty for a module-info
 * @param lines comments and blank lines included
 * @param names the variables, constants and methods that it declares
 */
record JavaFile(
        String module,
        boolean isMain,
        String path,
        String packageName,
        int lines,
        List<Type> types,
        List<Method> methods,
        List<Name> names,
        List<Token> tokens) {
    /** A top-level type, by its full name. */
    record Type(String name, boolean isPublic) {}

    /** A method or constructor, from its first annotation to its closing brace. */
    record Method(String name, int line, int lines) {}

    record Name(String text, int line) {}

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String place(int line) {
        return path + ":" + line;
    }

    boolean isPackageOrModule() {
        return fileName().equals("package-info.java") || fileName().equals("module-info.java");
    }
}
