package io.episodal.bootstrap;

/** Why a file is not imported and where in it, in a sentence for who gave it. */
final class RefusedCatalogue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedCatalogue(String sentence) {
    super(sentence);
  }

  RefusedCatalogue(String sentence, Exception cause) {
    super(sentence, cause);
  }
}
