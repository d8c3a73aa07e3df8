import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type Schemas = components["schemas"];
export type Client = ReturnType<typeof createClient<paths>>;

/** A client that has not signed in. */
export function stranger(url: string): Client {
  return createClient<paths>({ baseUrl: url });
}

/** A client that sends an access token, and gets a new one shortly before it expires. */
export async function signIn(url: string, credentials: Schemas["Credentials"]): Promise<Client> {
  const visitor = stranger(url);
  const client = stranger(url);
  let session = opened(await required(visitor.POST("/api/v1/auth/login", { body: credentials })));
  let renewing: Promise<void> | undefined;

  async function renew(): Promise<void> {
    const body = { refresh_token: session.refreshToken };
    session = opened(await required(visitor.POST("/api/v1/auth/refresh", { body })));
  }

  client.use({
    async onRequest({ request }) {
      if (Date.now() > session.renewAt) {
        // A refresh token works once, so requests that run at the same time share its use.
        renewing ??= renew().finally(() => (renewing = undefined));
        await renewing;
      }
      request.headers.set("Authorization", `Bearer ${session.accessToken}`);
      return request;
    },
  });
  return client;
}

function opened(tokens: Schemas["TokenPair"]) {
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    renewAt: Date.now() + tokens.expires_in * 900, // nine tenths of its lifetime
  };
}

async function required<T>(answer: Promise<{ data?: T; error?: Schemas["Problem"] }>): Promise<T> {
  const { data, error } = await answer;
  if (data === undefined) {
    throw new Error(error?.detail ?? "no answer");
  }
  return data;
}
