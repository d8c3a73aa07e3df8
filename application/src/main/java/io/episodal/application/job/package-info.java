/** Background work: the loop that runs it and the contract of its handlers. */
@NullMarked
package io.episodal.application.job;

import org.jspecify.annotations.NullMarked;
