package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * What must be explained is: every type that stands on its own, every public type, and every method
 * of a port or of a door. The sources are parsed, since class files have no comments. Whether links
 * lead somewhere is checked by the javadoc tool, in the profile {@code release}.
 */
final class JavadocTest {
  private static final Set<String> DOORS =
      Stream.concat(
              Stream.of(House.APPLICATION + ".Episodal"),
              Stream.of(Adapter.values()).map(Adapter::door))
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void everythingThatIsOfferedIsExplained() throws IOException {
    var sources = new ArrayList<JavaFileObject>();
    try (var files = Files.walk(CompiledModules.root(), 64)) {
      files
          .filter(JavadocTest::isOurs)
          .forEach(file -> sources.add(new Source(file.toUri(), read(file))));
    }
    assertTrue(sources.size() > 200, () -> "only " + sources.size() + " sources were found");
    assertEquals("", String.join("\n", unexplained(sources)));
  }

  @Test
  void whatIsNotExplainedIsFound() throws IOException {
    var port =
        """
        package io.episodal.domain.catalog.port.out;
        /** Titles. */
        public interface Titles {
          void add(String title);
          /** Removes a title. */
          void remove(String title);
          /** */
          record Title(String text) {}
        }
        """;
    var door =
        """
        package io.episodal.application;
        public final class Episodal {
          public void start() {}
          void stop() {}
          @Override public void close() {}
          private record State() {}
        }
        """;
    assertEquals(
        List.of("Titles.add", "Titles.Title", "Episodal", "Episodal.start"),
        unexplained(List.of(planted("Titles", port), planted("Episodal", door))));
  }

  private static List<String> unexplained(List<JavaFileObject> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, null, List.of(), null, sources);
    var explanations = new Explanations(DocTrees.instance(task));
    task.parse().forEach(unit -> explanations.scan(unit, null));
    return explanations.missing;
  }

  private static boolean isOurs(Path file) {
    var name = file.toString().replace('\\', '/');
    return name.contains("/src/main/java/")
        && name.endsWith(".java")
        && !name.contains("/persistence/schema/")
        && !name.contains("/target/")
        && !name.contains("/examples/");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source planted(String name, String text) {
    return new Source(URI.create("string:///" + name + ".java"), text);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(URI uri, String text) {
      super(uri, JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Walks through types and their methods, not into methods. */
  private static final class Explanations extends TreePathScanner<Void, Void> {
    private final List<String> missing = new ArrayList<>();
    private final DocTrees docs;

    private Explanations(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (isTopLevel(getCurrentPath()) || isPublic(getCurrentPath())) {
        require(names(getCurrentPath()));
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      var owner = getCurrentPath().getParentPath();
      if (isOffered(method, owner)) {
        require(names(owner) + "." + method.getName());
      }
      return null;
    }

    private boolean isOffered(MethodTree method, TreePath owner) {
      if (isOverriding(method.getModifiers()) || method.getReturnType() == null) {
        return false;
      }
      var isPort =
          packageName().contains(".port.") && owner.getLeaf().getKind() == Tree.Kind.INTERFACE;
      return (isPort && !has(method.getModifiers(), Modifier.PRIVATE))
          || (isOfDoor(owner) && isPublic(getCurrentPath()));
    }

    private boolean isOfDoor(TreePath owner) {
      return DOORS.contains(packageName() + "." + names(owner).replaceAll("\\..*", ""));
    }

    private void require(String name) {
      var comment = docs.getDocCommentTree(getCurrentPath());
      if (comment == null
          || (comment.getFirstSentence().isEmpty() && comment.getBlockTags().isEmpty())) {
        missing.add(name);
      }
    }

    private String packageName() {
      return String.valueOf(getCurrentPath().getCompilationUnit().getPackageName());
    }

    private static String names(TreePath type) {
      var name = ((ClassTree) type.getLeaf()).getSimpleName().toString();
      return isTopLevel(type) ? name : names(type.getParentPath()) + "." + name;
    }

    private static boolean isTopLevel(TreePath type) {
      return type.getParentPath().getLeaf() instanceof CompilationUnitTree;
    }

    /** Public with all that it lies in; what lies in an interface is public without a word. */
    private static boolean isPublic(TreePath path) {
      var parent = path.getParentPath();
      if (!(parent.getLeaf() instanceof ClassTree owner)) {
        return isTopLevel(path) && has(modifiers(path.getLeaf()), Modifier.PUBLIC);
      }
      var isOpen =
          owner.getKind() == Tree.Kind.INTERFACE
              ? !has(modifiers(path.getLeaf()), Modifier.PRIVATE)
              : has(modifiers(path.getLeaf()), Modifier.PUBLIC);
      return isOpen && isPublic(parent);
    }

    private static ModifiersTree modifiers(Tree tree) {
      return tree instanceof MethodTree method
          ? method.getModifiers()
          : ((ClassTree) tree).getModifiers();
    }

    private static boolean has(ModifiersTree modifiers, Modifier modifier) {
      return modifiers.getFlags().contains(modifier);
    }

    private static boolean isOverriding(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }
  }
}
