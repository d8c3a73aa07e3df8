package io.episodal.adapter.http;

/** Who may call a route. */
enum Access {
  /** Everybody; credentials are not looked at. */
  PUBLIC,
  /** Everybody; credentials, if there are any, must be good. */
  OPTIONAL,
  /** Everybody who is signed in. */
  USER,
  /** Administrators. */
  ADMIN
}
