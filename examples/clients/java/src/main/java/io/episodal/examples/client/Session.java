package io.episodal.examples.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.episodal.client.ApiClient;
import io.episodal.client.ApiException;
import io.episodal.client.api.AccountsApi;
import io.episodal.client.api.CatalogueApi;
import io.episodal.client.api.EditingApi;
import io.episodal.client.api.NotificationsApi;
import io.episodal.client.api.SubscriptionsApi;
import io.episodal.client.model.Credentials;
import io.episodal.client.model.Problem;

/** The generated interfaces as one caller uses them: with an access token, or as a stranger. */
record Session(
    AccountsApi accounts,
    CatalogueApi catalogue,
    EditingApi editing,
    SubscriptionsApi subscriptions,
    NotificationsApi notifications) {

  static Session ofStranger(String url) {
    return of(client(url));
  }

  static Session signIn(String url, Credentials credentials) throws ApiException {
    var token = new AccountsApi(client(url)).startSession(credentials).getAccessToken();
    var client = client(url);
    client.setRequestInterceptor(
        request -> request.setHeader("Authorization", "Bearer " + token));
    return of(client);
  }

  /** The problem document of a refusal. */
  static Problem problem(ApiException refusal) {
    try {
      return ApiClient.createDefaultObjectMapper()
          .readValue(refusal.getResponseBody(), Problem.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no problem: " + refusal.getResponseBody(), e);
    }
  }

  private static Session of(ApiClient client) {
    return new Session(
        new AccountsApi(client),
        new CatalogueApi(client),
        new EditingApi(client),
        new SubscriptionsApi(client),
        new NotificationsApi(client));
  }

  private static ApiClient client(String url) {
    var client = new ApiClient();
    client.updateBaseUri(url);
    return client;
  }
}
