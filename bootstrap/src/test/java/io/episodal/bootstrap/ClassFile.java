package io.episodal.bootstrap;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says and ArchUnit does not tell.
 *
 * @param isSealed whether it lists those who may extend it
 * @param lockingMethods names of the methods with a {@code synchronized} block in them
 */
record ClassFile(boolean isSealed, Set<String> lockingMethods) {
  private static final int VERSION = Opcodes.ASM9;

  static ClassFile of(JavaClass type) {
    var reading = new Reading();
    try (var bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      new ClassReader(bytes).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new UncheckedIOException(type.getName(), e);
    }
    return new ClassFile(reading.isSealed, Set.copyOf(reading.lockingMethods));
  }

  private static final class Reading extends ClassVisitor {
    private final Set<String> lockingMethods = new HashSet<>();
    private boolean isSealed;

    private Reading() {
      super(VERSION);
    }

    @Override
    public void visitPermittedSubclass(String name) {
      isSealed = true;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(VERSION) {
        @Override
        public void visitInsn(int opcode) {
          if (opcode == Opcodes.MONITORENTER) {
            lockingMethods.add(method);
          }
        }
      };
    }
  }
}
