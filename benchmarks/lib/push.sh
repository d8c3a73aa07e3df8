# Many idle streams of notifications, of which some are told of an episode now and then.
need curl
. "$here/lib/limit.sh"
build_server
build_limit
export EPISODAL_JWT_SECRET=of-the-benchmarks-of-the-benchmarks-0123
export EPISODAL_ACCESS_TOKEN_LIFETIME=2h
export EPISODAL_NOTIFICATIONS_LIMIT=1000
streams=10000 users=1000 followers=10
[ "$(ulimit -n)" -gt $((streams + 1000)) ] || ulimit -n $((streams + 1000)) 2>/dev/null \
  || fail "This needs $((streams + 1000)) open files: ulimit -n says $(ulimit -n)."
export EPISODAL_JAVA_OPTS="${EPISODAL_JAVA_OPTS:-} -Xmx128m"
say "Starting the server ..."
directory=$bench/push-$(basename "$(demo_directory)")
mkdir -p "$directory"
serve "$directory"

tokens=$scratch/tokens
"$JAVA_HOME/bin/java" -cp "$limit_classes" limit.Tokens \
  "$(sign_in hana@demo.example)" "$EPISODAL_JWT_SECRET" "$users" >"$tokens"
admin="Authorization: Bearer $(sign_in admin@demo.example)"
release=$(post "$url/api/v1/admin/releases" -H "$admin" -d '{"title":"Benchmark"}' | member id)
while IFS= read -r token; do
  post "$url/api/v1/subscriptions" -H "Authorization: Bearer $token" -o /dev/null \
    -d "{\"subscription_type\":\"release\",\"target_id\":\"$release\"}"
done < <(head -n "$followers" "$tokens")

# Publishes the next episode; the load program runs it.
publish=$scratch/publish
cat >"$publish" <<END
number=\$((\$(cat "$scratch/number" 2>/dev/null || echo 0) + 1))
echo \$number >"$scratch/number"
curl -sS -f -o /dev/null -X POST -H 'Content-Type: application/json' -H '$admin' \
  "$url/api/v1/admin/episodes" \
  -d '{"release_id":"$release","title":"Episode","number":'\$number'}'
END

process=$(tree "$server" | while read -r each; do
  case $(readlink "/proc/$each/exe" 2>/dev/null) in */java) echo "$each" ;; esac
done | head -n 1)
say "Opening $streams streams of $users users; $followers of them follow what is published ..."
timeout -k 15 480 "$JAVA_HOME/bin/java" -Xmx256m -cp "$limit_classes" limit.Streams \
  "$url" "$process" "$streams" "$tokens" "$followers" "$(by_size 20 50 200)" bash "$publish" \
  > >(tee -a "$log") 2>&1 &
load=$!
processes+=("$load")
wait "$load" || fail "The streams were not served."

read -r bytes p50 p99 lost < <(sed -n \
  's/^RESULT bytes=\(-*[0-9]*\) p50_ms=\([0-9.]*\) p99_ms=\([0-9.]*\) told=[0-9]* lost=\([0-9]*\)/\1 \2 \3 \4/p' "$log")
ok=false
if [ "$lost" -eq 0 ] && at_least 100 "$p99"; then ok=true; fi
report "$p99" ms 100 "$(calculate %.2f "100 / ($p99 > 0 ? $p99 : 0.1)")" \
  "p99 from stamp to client (median $p50 ms) under 100 ms with $streams streams of $bytes bytes each" "$ok"
