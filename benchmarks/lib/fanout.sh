# Notifies many followers through the engine, beside one raw ordered INSERT .. SELECT.
build_server
compile
directory=$scratch/data
mkdir "$directory"
data_directories+=("$directory")
followers=$(by_size 20000 100000 1000000)
bound=$(by_size 120 300 1500)

timeout -k 15 "$bound" "$JAVA_HOME/bin/java" "${jvm_options[@]}" -cp "$classes:$library/*" \
  io.episodal.bootstrap.FanOutBenchmark "$directory" "$followers" "$(by_size 3 3 1)" 3 "$@" > >(tee -a "$log") 2>&1 &
process=$!
processes+=("$process")
wait "$process" || fail "The fan-out did not come to its end within $bound s."

read -r engine_ms raw_ms < <(sed -n 's/^RESULT .*engine_ms=\([0-9]*\) raw_ms=\([0-9]*\).*/\1 \2/p' "$log")
ratio=$(calculate %.2f "$raw_ms / $engine_ms")
goal_ms=$(by_size 1500 1500 8000)
ok=false
if [ "$engine_ms" -le "$goal_ms" ] && at_least "$ratio" 0.70; then ok=true; fi
report "$engine_ms" ms "$raw_ms" "$ratio" \
  "$followers followers within $goal_ms ms, ratio (raw to engine) at least 0.70" "$ok"
