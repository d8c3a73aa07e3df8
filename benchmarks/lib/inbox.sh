# A page of 20 notifications, beside a bare server that verifies the token and sends one SQL.
need curl wrk
. "$here/lib/limit.sh"
build_server
build_limit
export EPISODAL_JWT_SECRET=of-the-benchmarks-of-the-benchmarks-0123
export EPISODAL_ACCESS_TOKEN_LIFETIME=2h
export EPISODAL_NOTIFICATIONS_LIMIT=1000
say "Starting the server and the bare one ..."
directory=$bench/inbox-$(basename "$(demo_directory)")
mkdir -p "$directory"
serve "$directory"

token=$(sign_in hana@demo.example)
authorization="Authorization: Bearer $token"
unread() { get "$url/api/v1/notifications/unread/count" -H "$authorization" | tr -dc 0-9; }

# Has the viewer follow a title of which 25 episodes are released then.
fill_inbox() {
  local admin release i
  admin="Authorization: Bearer $(sign_in admin@demo.example)"
  release=$(post "$url/api/v1/admin/releases" -H "$admin" -d '{"title":"Benchmark"}' | member id)
  post "$url/api/v1/subscriptions" -H "$authorization" -o /dev/null \
    -d "{\"subscription_type\":\"release\",\"target_id\":\"$release\"}"
  for ((i = 1; i <= 25; i++)); do
    post "$url/api/v1/admin/episodes" -H "$admin" -o /dev/null \
      -d "{\"release_id\":\"$release\",\"title\":\"Episode $i\",\"number\":$i,\"duration\":1440}"
  done
  for ((i = 0; i < 200 && $(unread) < 25; i++)); do sleep 0.1; done
}
[ "$(unread)" -ge 25 ] || fill_inbox
[ "$(unread)" -ge 25 ] || fail "The viewer has not been notified."
path='/api/v1/notifications?limit=20'
say "The viewer has $(unread) notifications; a page has $(get "$url$path" -H "$authorization" | wc -c) bytes"

# The bare server looks into a table of its own in the same PostgreSQL.
directory=${data_directories[0]}
postgres=$(postmaster "$directory")
postgres_port=$(sed -n 4p "$directory/postgres/database/postmaster.pid")
password=$(cat "$directory/postgres/password")
database() { printf 'postgresql://postgres@127.0.0.1:%s/%s?user=episodal&password=%s' "$postgres_port" "$1" "$password"; }
user=$(cut -d. -f2 <<<"$token" | tr '_-' '/+' | base64 -d 2>/dev/null | member sub) || :
"$JAVA_HOME/bin/java" -cp "$limit_classes:$limit_jars/*" limit.Notifications \
  "$(database episodal)" "$(database limit)" "$user" >>"$log" 2>&1 || fail "The table of the bare server could not be made."
redis_port=$(free_port)
start_redis() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx16m -cp "$limit_classes" limit.StandInRedis "$redis_port" >>"$log" 2>&1 &
  processes+=($!)
}
start_redis
port=$(free_port)
limit_url=http://127.0.0.1:$port
DSN=$(database limit) JWT_SECRET=$EPISODAL_JWT_SECRET REDIS_URL=redis://127.0.0.1:$redis_port/0 \
  start_limit "$limit_url/fixed" limit.Limit javalin "$port"
[ "$(get "$limit_url/db" -H "$authorization" | tr -dc 0-9)" -ge 20 ] || fail "The bare server finds no notifications."

load_ours() { loaded="$server $postgres"; load ours "$1" "$url" "$path" -H "$authorization"; }
load_limit() { loaded="$limit $postgres"; load limit "$1" "$limit_url" /db -H "$authorization"; }
compare "$(by_size 3 8 20)" "$(by_size 3 5 5)"

ok=false
if at_least "$ratio" 0.90; then ok=true; fi
report "$best_ours" requests/s "$best_limit" "$ratio" "ratio at least 0.90" "$ok"
