-- One request again and again. Prints requests, requests/s, p99 in ms and failures on one line.
function done(summary, latency)
  local errors = summary.errors
  local bad = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("FIGURES %d %.0f %.2f %d\n", summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(99) / 1e3, bad))
end
