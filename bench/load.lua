-- Asks for a page again and again. A path with %d is asked with ticket numbers spread over all tickets. Prints one line for measure.py.
local path, tickets, cookie, n = nil, 1, nil, 0

function init(args)
  path, tickets, cookie = args[1], tonumber(args[2]), args[3]
  math.randomseed(4711)
  if cookie and cookie ~= "" then wrk.headers["Cookie"] = cookie end
  wrk.headers["Sec-Fetch-Site"] = "same-origin"
  wrk.headers["Sec-Fetch-Mode"] = "navigate"
end

function request()
  n = n + 1
  return wrk.format("GET", path:find("%%d") and path:format(1 + (n * 7919) % tickets) or path)
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("measured %d %d %.3f %.3f %.3f %d", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
