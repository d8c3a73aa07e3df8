/** The HTTP interface: the contract's paths, shapes and errors over the incoming ports. */
@NullMarked
package io.episodal.adapter.http;

import org.jspecify.annotations.NullMarked;
