# Sourced by the benchmarks that compare with a limit: programs that do the least that can be done.

limit_directory=$here/limit
limit_classes=$limit_directory/target/classes
limit_jars=$limit_directory/target/lib

build_limit() {
  if [ ! -d "$limit_jars" ] \
    || [ -n "$(find "$limit_directory/pom.xml" "$limit_directory/src" -newer "$limit_jars" | head -n 1)" ]; then
    say "Building the limit programs ..."
    "$root/mvnw" -q -B -f "$limit_directory/pom.xml" compile dependency:copy-dependencies \
      -DoutputDirectory=target/lib </dev/null >>"$log" 2>&1 || fail "The limit programs could not be built."
    touch "$limit_jars"
  fi
}

free_port() { "$JAVA_HOME/bin/java" -cp "$limit_classes:$limit_jars/*" limit.FreePort; }

# Runs a class of the limit programs in the background and waits until the address answers. Sets limit.
start_limit() {
  local address=$1 tenths
  shift
  "$JAVA_HOME/bin/java" "${jvm_options[@]}" -cp "$limit_classes:$limit_jars/*" "$@" >>"$log" 2>&1 &
  limit=$!
  processes+=("$limit")
  for ((tenths = 0; tenths < 300; tenths++)); do
    if curl -s -o /dev/null --max-time 2 "$address"; then return 0; fi
    kill -0 "$limit" 2>/dev/null || fail "A limit program has ended."
    sleep 0.1
  done
  fail "A limit program did not answer within 30 s."
}

# Loads ours and the limit in turn after a warm-up, the first of them changing, and keeps the best. Sets
# best_ours, best_limit (requests/s) and best_p99, the p99 of ours in its best run.
compare() {
  local seconds=$1 pairs=$2 warm_up i turn order
  warm_up=$(by_size 10 20 30)
  best_ours=0 best_limit=0 best_p99=0
  for ((i = 0; i <= pairs; i++)); do
    [ "$i" -gt 0 ] || say "warm-up"
    [ "$i" -eq 0 ] || say "pair $i"
    order="ours limit"
    [ $((i % 2)) -eq 0 ] || order="limit ours"
    for turn in $order; do
      "load_$turn" $((i == 0 ? warm_up : seconds))
      [ "$i" -gt 0 ] || continue
      [ "$bad" -eq 0 ] || fail "$bad requests were not answered with 2xx."
      if [ "$turn" = ours ] && [ "$rps" -gt "$best_ours" ]; then best_ours=$rps best_p99=$p99_ms; fi
      if [ "$turn" = limit ] && [ "$rps" -gt "$best_limit" ]; then best_limit=$rps; fi
    done
  done
  ratio=$(calculate %.2f "$best_ours / $best_limit")
}
