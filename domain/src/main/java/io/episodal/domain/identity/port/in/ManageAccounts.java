package io.episodal.domain.identity.port.in;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Violations;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For making and reading accounts. Thread-safe. */
public interface ManageAccounts {
  /** Shortest password, in characters. */
  int SHORTEST_PASSWORD = 8;

  /** Longest password, in characters. */
  int LONGEST_PASSWORD = 256;

  /** Makes an account with the role of a user; conflict if the address is taken. */
  Account register(Registration registration);

  /**
   * Makes sure that an account with this address exists and has this role; an existing account
   * keeps its password.
   */
  Account ensure(Registration registration, Role role);

  /** The account; not found if it is unknown or another identity provider's. */
  Account account(UserId user);

  /** Changes what the account tells about its owner; the account as it is then. */
  Account change(UserId user, ProfileChange change);

  /**
   * Replaces the password and ends every sign-in: their refresh tokens buy nothing any more.
   * Invalid if the old password is wrong, rate-limited if it was too often, conflict if it was
   * replaced meanwhile.
   */
  void changePassword(UserId user, PasswordChange change);

  /**
   * What makes an account.
   *
   * @param email an address of at most 254 characters
   * @param password 8 to 256 characters
   */
  record Registration(String email, String password, @Nullable String displayName) {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,253}");
    private static final int LONGEST_EMAIL = 254;

    public Registration {
      var violations = new Violations();
      violations.text("email", email, LONGEST_EMAIL);
      if (!EMAIL.matcher(email).matches()) {
        violations.add("email", "must be an e-mail address");
      }
      checkPassword(violations, "password", password);
      if (displayName != null) {
        ProfileChange.checkName(violations, displayName);
      }
      violations.throwIfAny();
    }

    /** Hides the password. */
    @Override
    public String toString() {
      return "Registration[" + email + "]";
    }
  }

  /**
   * What replaces a password.
   *
   * @param oldPassword at most 256 characters
   * @param newPassword 8 to 256 characters
   * @param origin from where it comes, such as a network address; empty if nobody knows
   */
  record PasswordChange(String oldPassword, String newPassword, String origin) {
    public PasswordChange {
      var violations = new Violations().text("old", oldPassword, LONGEST_PASSWORD);
      checkPassword(violations, "new", newPassword);
      violations.throwIfAny();
    }

    /** Hides the passwords. */
    @Override
    public String toString() {
      return "PasswordChange";
    }
  }

  private static void checkPassword(Violations violations, String member, String password) {
    violations.text(member, password, LONGEST_PASSWORD);
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
      violations.add(member, "must have at least " + SHORTEST_PASSWORD + " characters");
    }
  }
}
