-- The paths of the file named by PATHS in turn.
dofile(debug.getinfo(1, "S").source:match("@?(.*/)") .. "one.lua")

local requests = {}
function init()
  for path in io.lines(os.getenv("PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

local turn = 0
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
