package io.episodal.domain.identity.port.out;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import java.util.Optional;

/** Accounts in the store. */
public interface Accounts {

  /** Adds an account; conflict if its address is taken. */
  void add(Account account, String passwordHash);

  /** The account with this id. */
  Optional<Account> find(UserId id);

  /** An account with its password's hash. */
  Optional<Credentials> findCredentials(UserId id);

  /** The account of an address, compared without regard to case, with its password's hash. */
  Optional<Credentials> findByEmail(String email);

  /** Gives an account that exists another role; tokens issued before keep the old one. */
  void changeRole(UserId id, Role role);

  /** Changes what is given; the account as it is then, empty if it is unknown. */
  Optional<Account> change(UserId id, ProfileChange change);

  /**
   * Whether the password still has this hash; if so, it keeps it until the transaction ends.
   * Whoever replaces it meanwhile waits.
   */
  boolean keepsPassword(UserId id, String passwordHash);

  /** Replaces a password's hash, unless it has been replaced already; whether it did. */
  boolean replacePassword(UserId id, String presentHash, String newHash);

  /** An account and the hash that its password must match. */
  record Credentials(Account account, String passwordHash) {}
}
