-- Views that many viewers report, prepared once. TOKENS and RELEASES name files with a token and an
-- id on each line; VIEWS is how many a request has, or 0 to only ask as each viewer.
local requests, next_request = {}, 0

local function lines_of(name)
  local lines = {}
  for line in io.lines(os.getenv(name)) do lines[#lines + 1] = line end
  return lines
end

function init()
  local tokens, releases = lines_of("TOKENS"), lines_of("RELEASES")
  local views = tonumber(os.getenv("VIEWS"))
  math.randomseed(7919)
  local function view()
    return string.format('{"release_id":"%s","duration_seconds":%d,"completion_percentage":%d}',
      releases[math.random(#releases)], math.random(60), math.random(100))
  end
  for i = 1, views > 1 and 50 or 2000 do
    local headers = { Authorization = "Bearer " .. tokens[i % #tokens + 1] }
    local body = nil
    if views > 0 then
      headers["Content-Type"] = "application/json"
      local items = {}
      for item = 1, views do items[item] = view() end
      body = views == 1 and items[1] or "[" .. table.concat(items, ",") .. "]"
    end
    requests[i] = wrk.format(views > 0 and "POST" or "GET", nil, headers, body)
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("FIGURES %d %.0f %.2f %d\n", summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(99) / 1e3, bad))
end
