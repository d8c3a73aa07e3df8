# Batches of 1,000 views beside raw inserts of 1,000 rows into a table with the same indexes.
. "$here/lib/views.sh"
postgres_port=$(sed -n 4p "$directory/postgres/database/postmaster.pid")
password=$(cat "$directory/postgres/password")
raw_rows() {
  "$JAVA_HOME/bin/java" "${jvm_options[@]}" -cp "$limit_classes:$limit_jars/*" limit.ViewInserts \
    "jdbc:postgresql://127.0.0.1:$postgres_port/" "$password" "$1" "$RELEASES" 2>>"$log"
}

connections=8 script=views
load_ours() {
  loaded="$server $postgres"
  VIEWS=1000 load ours "$1" "$url" /api/v1/views/batch
  rps=$((rps * 1000))
}
load_limit() {
  bad=0
  rps=$(raw_rows "$1") || fail "The raw inserts failed."
  say "$(printf '  %-8s %7d rows/s' limit "$rps")"
}
compare "$(by_size 3 8 20)" "$(by_size 3 5 5)"

ok=false
if at_least "$ratio" 0.60; then ok=true; fi
report "$best_ours" views/s "$best_limit" "$ratio" "ratio at least 0.60" "$ok"
