package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of a document, each with the answer that stands below it: blocks fenced as {@code
 * sh}, followed by one fenced as {@code json} where the command prints something. Immutable.
 */
record Walk(Path document, List<Step> steps) {

  /**
   * A command of the document.
   *
   * @param line where its block begins, from 1
   * @param answer what it prints according to the document, empty where nothing is shown
   */
  record Step(int line, String command, String answer) {}

  /** Reads a document; fails if it has no command or an answer without one. */
  static Walk of(Path document) throws IOException {
    var steps = new ArrayList<Step>();
    var lines = Files.readAllLines(document);
    for (int i = 0; i < lines.size(); i++) {
      var fence = lines.get(i).strip();
      if (!fence.equals("```sh") && !fence.equals("```json")) {
        continue;
      }
      var end = i + 1;
      while (!lines.get(end).strip().equals("```")) {
        end++;
      }
      var block = String.join("\n", lines.subList(i + 1, end));
      if (fence.equals("```sh")) {
        steps.add(new Step(i + 1, block, ""));
      } else {
        var command = steps.removeLast();
        if (!command.answer().isEmpty()) {
          throw new IllegalStateException(document + ":" + (i + 1) + ": a second answer");
        }
        steps.add(new Step(command.line(), command.command(), block));
      }
      i = end;
    }
    if (steps.isEmpty()) {
      throw new IllegalStateException(document + " has no commands");
    }
    return new Walk(document, List.copyOf(steps));
  }
}
