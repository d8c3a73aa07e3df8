package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * All that is {@link Planted}, compiled at once. So that types of the same name do not meet, those
 * of the seventh violation are called {@code Planted007...}.
 */
final class PlantedClasses {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");

  private final List<Planted> planted;
  private final JavaClasses classes;

  private PlantedClasses(List<Planted> planted, JavaClasses classes) {
    this.planted = planted;
    this.classes = classes;
  }

  static PlantedClasses compileInto(Path folder) {
    var planted = Stream.concat(Planted.violations(), Stream.of(Planted.STRAY)).toList();
    var files =
        IntStream.range(0, planted.size())
            .boxed()
            .flatMap(number ->
                planted.get(number).sources().stream()
                    .map(source -> file(source.replace("Planted", prefix(number)))))
            .toList();
    compile(files, folder);
    return new PlantedClasses(planted, new ClassFileImporter().importPath(folder));
  }

  JavaClasses of(Planted violation) {
    var prefix = prefix(planted.indexOf(violation));
    return classes.that(
        describe("stand here", type -> House.outermost(type).getSimpleName().startsWith(prefix)));
  }

  private static String prefix(int number) {
    return "Planted%03d".formatted(number);
  }

  private static void compile(List<JavaFileObject> files, Path folder) {
    var messages = new StringWriter();
    var options =
        List.of(
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-nowarn");
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(messages, null, null, options, null, files).call()) {
      throw new IllegalStateException(messages.toString());
    }
  }

  private static JavaFileObject file(String source) {
    var name = first(PACKAGE, source).replace('.', '/') + "/" + first(TYPE, source);
    var uri = URI.create("string:///" + name + JavaFileObject.Kind.SOURCE.extension);
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static String first(Pattern pattern, String source) {
    var matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in " + source);
    }
    return matcher.group(1);
  }
}
