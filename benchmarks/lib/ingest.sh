# Single views, each acknowledged after its commit, beside a bare server that verifies the same tokens.
. "$here/lib/views.sh"
redis_port=$(free_port)
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx16m -cp "$limit_classes" limit.StandInRedis "$redis_port" >>"$log" 2>&1 &
processes+=($!)
port=$(free_port)
limit_url=http://127.0.0.1:$port
postgres_port=$(sed -n 4p "$directory/postgres/database/postmaster.pid")
DSN="postgresql://postgres@127.0.0.1:$postgres_port/episodal?user=episodal&password=$(cat "$directory/postgres/password")" \
  JWT_SECRET=$EPISODAL_JWT_SECRET REDIS_URL=redis://127.0.0.1:$redis_port/0 \
  start_limit "$limit_url/fixed" limit.Limit javalin "$port"

connections=256 script=views
load_ours() { loaded="$server $postgres"; VIEWS=1 load ours "$1" "$url" /api/v1/views; }
load_limit() { loaded=$limit; VIEWS=0 load limit "$1" "$limit_url" /jwt; }
compare "$(by_size 3 8 20)" "$(by_size 3 5 5)"

ok=false
if at_least "$ratio" 0.50; then ok=true; fi
report "$best_ours" views/s "$best_limit" "$ratio" "ratio at least 0.50" "$ok"
