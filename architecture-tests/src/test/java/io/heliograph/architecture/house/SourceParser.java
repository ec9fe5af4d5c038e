package io.heliograph.architecture.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Parses source files with the JDK compiler's parser; names aren't resolved, so no class path is needed. */
final class SourceParser {
    private final Path root;

    SourceParser(Path root) {
        this.root = root;
    }

    /**
     * Parses the files, in the order of their paths.
     *
     * @param files each with its module
     * @throws IllegalArgumentException if one isn't Java
     */
    List<JavaFile> parse(Map<Path, MavenModule> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Map<String, JavaFile> parsed = new TreeMap<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    problems,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(List.copyOf(files.keySet())));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                JavaFile file = file(Objects.requireNonNull(files.get(path)), path, unit, positions);
                parsed.put(file.path(), file);
            }
        }
        for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                throw new IllegalArgumentException("not Java: " + problem);
            }
        }
        return List.copyOf(parsed.values());
    }

    private JavaFile file(MavenModule module, Path path, CompilationUnitTree unit, SourcePositions positions)
            throws IOException {
        String packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        String source = unit.getSourceFile().getCharContent(true).toString();
        List<JavaFile.Type> types = new ArrayList<>();
        for (Tree tree : unit.getTypeDecls()) {
            if (tree instanceof ClassTree type) {
                types.add(new JavaFile.Type(
                        packageName + "." + type.getSimpleName(),
                        type.getModifiers().getFlags().contains(Modifier.PUBLIC)));
            }
        }
        Declarations declarations = new Declarations(unit, positions);
        declarations.scan(unit, null);
        return new JavaFile(
                module.name(),
                path.startsWith(module.sources("main")),
                root.relativize(path).toString().replace('\\', '/'),
                packageName,
                (int) source.lines().count(),
                types,
                declarations.methods,
                declarations.names,
                Lexer.tokens(source));
    }

    private static final class Declarations extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<JavaFile.Method> methods = new ArrayList<>();
        private final List<JavaFile.Name> names = new ArrayList<>();

        Declarations(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            int first = line(positions.getStartPosition(unit, method));
            int last = line(positions.getEndPosition(unit, method) - 1);
            methods.add(new JavaFile.Method(method.getName().toString(), first, last - first + 1));
            names.add(new JavaFile.Name(method.getName().toString(), first));
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            names.add(
                    new JavaFile.Name(variable.getName().toString(), line(positions.getStartPosition(unit, variable))));
            return super.visitVariable(variable, null);
        }

        private int line(long position) {
            return position < 0 ? 1 : (int) unit.getLineMap().getLineNumber(position);
        }
    }
}
