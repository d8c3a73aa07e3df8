package io.episodal.domain.catalog;

/**
 * A title in another language or script. Immutable.
 *
 * @param language a BCP 47 tag, such as {@code ja} or {@code zh-Hans}
 */
public record AlternativeTitle(String language, String title) {}
