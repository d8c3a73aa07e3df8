# Every question of analytics without cache, and beside it, from M on, over the views of size S.
. "$here/lib/analytics.sh"
make_data "$size"
many=$directory few=
if [ "$size" != S ]; then
  make_data S
  few=$directory
fi
run_class 3600 io.episodal.bootstrap.UncachedReadBenchmark "$many" $few

read -r slowest sum of_few < <(
  sed -n 's/^RESULT slowest_ms=\([0-9.]*\) sum_ms=\([0-9.]*\) few_ms=\([0-9.]*\)/\1 \2 \3/p' "$log")
ratio=$(calculate %.2f "$of_few / $sum")
ok=false
if at_least 10 "$slowest" && at_least "$ratio" 0.77; then ok=true; fi
report "$slowest" ms 10 "$ratio" \
  "median of the slowest under 10 ms, ratio (all at S to all here) at least 0.77" "$ok"
