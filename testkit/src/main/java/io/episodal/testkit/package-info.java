/**
 * What tests of the engine and of its hosts are made with.
 *
 * <ul>
 *   <li>{@link io.episodal.testkit.SettableClock} and {@link io.episodal.testkit.SequentialIds}:
 *       time and ids under the test's control.
 *   <li>{@link io.episodal.testkit.Samples}: things to fill a store with.
 *   <li>{@link io.episodal.testkit.InMemoryPersistence}: a whole store in memory, for tests that
 *       need no database. It keeps every promise of the ports and is the yardstick of the other
 *       stores. {@link io.episodal.testkit.InMemoryAnswerCache} is a cache of answers beside it.
 *   <li>The abstract {@code ...Contract} classes: JUnit tests that say what each outgoing port
 *       promises, {@code AnswerCacheContract} what {@code AnswerCache} does. Who writes a store
 *       extends each of a store and gives it an empty one of theirs.
 * </ul>
 */
@NullMarked
package io.episodal.testkit;

import org.jspecify.annotations.NullMarked;
