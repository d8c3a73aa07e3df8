package io.episodal.domain.identity.port.in;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Violations;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For making and reading accounts. Thread-safe. */
public interface ManageAccounts {

  /** Makes an account with the role of a user; conflict if the address is taken. */
  Account register(Registration registration);

  /**
   * Makes sure that an account with this address exists and has this role; an existing account
   * keeps its password.
   */
  Account ensure(Registration registration, Role role);

  /** The account; not found if unknown. */
  Account account(UserId user);

  /**
   * What makes an account.
   *
   * @param email an address of at most 254 characters
   * @param password 8 to 256 characters
   */
  record Registration(String email, String password, @Nullable String displayName) {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,253}");
    private static final int LONGEST_EMAIL = 254;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 256;
    private static final int LONGEST_NAME = 100;

    public Registration {
      var violations = new Violations();
      violations.text("email", email, LONGEST_EMAIL);
      if (!EMAIL.matcher(email).matches()) {
        violations.add("email", "must be an e-mail address");
      }
      violations.text("password", password, LONGEST_PASSWORD);
      if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
        violations.add("password", "must have at least " + SHORTEST_PASSWORD + " characters");
      }
      if (displayName != null && displayName.isBlank()) {
        violations.add("display_name", "must not be blank");
      }
      violations.text("display_name", displayName, LONGEST_NAME).throwIfAny();
    }

    /** Hides the password. */
    @Override
    public String toString() {
      return "Registration[" + email + "]";
    }
  }
}
