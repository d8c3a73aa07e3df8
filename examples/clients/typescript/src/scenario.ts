// What a front end does with Episodal, step by step, through the generated types. Any step that
// answers otherwise than expected ends the program with status 1.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { signIn, stranger, type Client, type Schemas } from "./client.js";

const url = needed("EPISODAL_URL");
const admin = {
  email: needed("EPISODAL_ADMIN_EMAIL"),
  password: needed("EPISODAL_ADMIN_PASSWORD"),
};

let steps = 0;

async function step<T>(name: string, action: () => Promise<T>): Promise<T> {
  const result = await action();
  steps += 1;
  console.log(`  ok  ${name}`);
  return result;
}

const visitor = stranger(url);
const viewer = {
  email: `fern-${randomUUID()}@example.org`,
  password: "correct horse battery",
};

await step("a visitor registers", async () => {
  const { data, response } = await visitor.POST("/api/v1/auth/register", {
    body: { ...viewer, display_name: "Fern" },
  });
  assert.equal(response.status, 201);
  assert.equal(data?.role, "user");
});

await step("the same address again is a conflict", async () => {
  const { error, response } = await visitor.POST("/api/v1/auth/register", { body: viewer });
  assert.equal(response.status, 409);
  assert.equal(error?.type, "urn:episodal:problem:conflict");
});

const [editing, watching] = await step("both sign in", () =>
  Promise.all([signIn(url, admin), signIn(url, viewer)]),
);

await step("an editor's faults are named all at once", async () => {
  const { error, response } = await editing.POST("/api/v1/admin/releases", {
    body: { title: " ", poster_url: "ftp://example.org/poster" },
  });
  assert.equal(response.status, 422);
  assert.deepEqual(error?.errors?.map((fault) => fault.pointer).sort(), ["/poster_url", "/title"]);
});

await step("a viewer may not edit", async () => {
  const { response } = await watching.POST("/api/v1/admin/releases", { body: { title: "Mine" } });
  assert.equal(response.status, 403);
});

const title = `Frieren ${randomUUID()}`;
const release = await step("the editor adds a release", async () => {
  const { data, response } = await editing.POST("/api/v1/admin/releases", {
    body: { title, status: "ongoing", tags: ["magic"] },
  });
  assert.equal(response.status, 202);
  assert.ok(data);
  return data.id;
});

await step("the viewer finds it", async () => {
  const { data } = await watching.GET("/api/v1/releases", {
    params: { query: { q: title, sort: "newest", limit: 10 } },
  });
  assert.deepEqual(
    data?.releases.map((found) => found.id),
    [release],
  );
});

await step("the viewer follows it, once", async () => {
  const body = { subscription_type: "release", target_id: release } as const;
  const first = await watching.POST("/api/v1/subscriptions", { body });
  assert.equal(first.response.status, 201);
  const second = await watching.POST("/api/v1/subscriptions", { body });
  assert.equal(second.response.status, 409);
});

const episode = await step("the editor publishes an episode", async () => {
  const { data, response } = await editing.POST("/api/v1/admin/episodes", {
    body: { release_id: release, title: "The Journey's End", number: 1, duration: 1440 },
  });
  assert.equal(response.status, 202);
  assert.ok(data);
  return data;
});

await step("its operation ends with one follower told", async () => {
  const operation = await ended(editing, episode.operation_id);
  assert.equal(operation.status, "succeeded");
  assert.equal(operation.progress.notified, 1);
});

const notification = await step("the viewer reads the notification", async () => {
  const { data } = await watching.GET("/api/v1/notifications", {
    params: { query: { unread_only: true } },
  });
  assert.equal(data?.unread_count, 1);
  const [first] = data.notifications;
  assert.ok(first?.notification_type === "new_episode");
  assert.equal(first.related_id, episode.id);
  assert.equal(first.data.release_title, title);
  return first;
});

await step("the viewer marks it as read", async () => {
  const { response } = await watching.POST("/api/v1/notifications/{id}/read", {
    params: { path: { id: notification.id } },
  });
  assert.equal(response.status, 204);
  const { data } = await watching.GET("/api/v1/notifications/unread/count");
  assert.equal(data?.unread_count, 0);
});

console.log(`${steps} steps passed`);

/** The operation once its work is done, within ten seconds. */
async function ended(client: Client, id: string): Promise<Schemas["Operation"]> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const { data } = await client.GET("/api/v1/admin/operations/{id}", {
      params: { path: { id } },
    });
    assert.ok(data);
    if (data.finished_at !== null) {
      return data;
    }
    await pause(100);
  }
  throw new Error(`operation ${id} has not ended within ten seconds`);
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(`${variable} must be set`);
  }
  return value;
}
