-- 60 % cached analytics, 20 % notification list, 10 % unread count, 5 % follow and unfollow, 5 %
-- views. The file named by FIXTURES has lines "subscription TOKEN ID TARGET" and "release ID".
dofile(debug.getinfo(1, "S").source:match("@?(.*/)") .. "one.lua")

local subscriptions, releases, pages = {}, {}, {}
for line in io.lines(os.getenv("FIXTURES")) do
  local token, id, target = line:match("^subscription (%S+) (%S+) (%S+)")
  if token then
    subscriptions[#subscriptions + 1] = { authorization = "Bearer " .. token, id = id, target = target }
  else
    releases[#releases + 1] = line:match("^release (%S+)")
  end
end
for page = 0, 19 do
  local ids = {}
  for i = 1, 10 do ids[i] = releases[(page * 2 + i - 1) % #releases + 1] end
  pages[page + 1] = "/api/v1/analytics/views?release_ids=" .. table.concat(ids, ",")
end

local function pick(list) return list[math.random(#list)] end

local function personal(path)
  return wrk.format("GET", path, { Authorization = pick(subscriptions).authorization })
end

-- Each subscription in turn is ended, and begins again half a round later.
local turn = 0
local function follow()
  local half = math.floor(#subscriptions / 2)
  local begins = turn % 2 == 1
  local place = math.floor(turn / 2) + (begins and half or 0)
  turn = turn + 1
  local one = subscriptions[place % #subscriptions + 1]
  local headers = { Authorization = one.authorization, ["Content-Type"] = "application/json" }
  if begins then
    return wrk.format("POST", "/api/v1/subscriptions", headers,
      string.format('{"subscription_type":"release","target_id":"%s"}', one.target))
  end
  return wrk.format("DELETE", "/api/v1/subscriptions/" .. one.id, headers)
end

local function view()
  return wrk.format("POST", "/api/v1/views", { ["Content-Type"] = "application/json" },
    string.format('{"release_id":"%s","session_id":"mix-%d","duration_seconds":%d,"completion_percentage":%d}',
      pick(releases), math.random(1000), math.random(1440), math.random(100)))
end

function request()
  local dice = math.random(100)
  if dice <= 40 then return wrk.format("GET", pick(pages)) end
  if dice <= 60 then return wrk.format("GET", "/api/v1/analytics/top") end
  if dice <= 80 then return personal("/api/v1/notifications?limit=20") end
  if dice <= 90 then return personal("/api/v1/notifications/unread/count") end
  if dice <= 95 then return follow() end
  return view()
end
