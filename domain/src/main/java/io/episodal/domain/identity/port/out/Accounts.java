package io.episodal.domain.identity.port.out;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import java.util.Optional;

/** Accounts in the store. */
public interface Accounts {

  /** Adds an account; conflict if its address is taken. */
  void add(Account account, String passwordHash);

  /** The account with this id. */
  Optional<Account> find(UserId id);

  /** The account of an address, compared without regard to case, with its password's hash. */
  Optional<Credentials> findByEmail(String email);

  /** Gives an account that exists another role; tokens issued before keep the old one. */
  void changeRole(UserId id, Role role);

  /** An account and the hash that its password must match. */
  record Credentials(Account account, String passwordHash) {}
}
