-- Asks for a page again and again. A path with %d is asked with ticket numbers spread over all tickets. As behind a proxy, the
-- requests come from many people, so that no limit per address is what is measured. Prints one line for measure.py.
local requests, n = {}, 0

function init(args)
  local path, tickets, cookie = args[1], tonumber(args[2]), args[3]
  for i = 1, 4096 do
    local headers = {
      ["X-Forwarded-For"] = string.format("10.%d.%d.%d", i % 7, math.floor(i / 250), i % 250 + 1),
      ["Sec-Fetch-Site"] = "same-origin", ["Sec-Fetch-Mode"] = "navigate", ["Accept-Language"] = "de",
    }
    if cookie and cookie ~= "" then headers["Cookie"] = cookie end
    requests[i] = wrk.format("GET", path:find("%%d") and path:format(1 + (i * 7919) % tickets) or path, headers)
  end
end

function request()
  n = n % #requests + 1
  return requests[n]
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("measured %d %d %.3f %.3f %.3f %d", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
