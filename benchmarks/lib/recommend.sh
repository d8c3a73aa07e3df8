# Judges recommendations by leaving one out, beside the most popular releases.
build_server
compile
directory=$scratch/data
mkdir "$directory"
data_directories+=("$directory")

timeout -k 15 "$(by_size 240 900 3600)" "$JAVA_HOME/bin/java" "${jvm_options[@]}" -Xmx"$(by_size 256m 512m 1g)" \
  -cp "$classes:$library/*" io.episodal.bootstrap.RecommendBenchmark \
  "$directory" "$(by_size 5000 20000 100000)" "$(by_size 2000 2000 5000)" > >(tee -a "$log") 2>&1 &
process=$!
processes+=("$process")
wait "$process" || fail "The evaluation did not come to its end."

read -r recall popular < <(sed -n 's/^RESULT recall=\([0-9.]*\) popular=\([0-9.]*\).*/\1 \2/p' "$log")
ratio=$(calculate %.2f "$recall / ($popular > 0 ? $popular : 0.001)")
ok=false
if at_least "$ratio" 1.5; then ok=true; fi
report "$recall" recall@10 "$popular" "$ratio" "ratio to the most popular releases at least 1.5" "$ok"
