package io.episodal.domain.identity;

import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.identity.port.in.ManageAccounts;

/** The conversations about identity. Immutable; thread-safe as they are. */
public record Identity(ManageAccounts accounts, Authenticate authenticate) {}
