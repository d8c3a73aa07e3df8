package io.episodal.adapter.http;

import io.javalin.http.Context;

/** What a request is answered with. */
sealed interface Response permits Answer, Download {

  /** How many bytes of memory it takes until its reader has them. */
  int bytesHeld();

  void writeTo(Context context);
}
