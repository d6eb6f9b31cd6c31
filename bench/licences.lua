-- Asks the licence server for one thing again and again: `WHAT COUNT FROM STEP`. Licences are named by their numbers, from FROM on
-- in steps of STEP and round again after COUNT, as `kontor bench fill` made them. The requests come from many addresses, so that
-- no limit per address is what is measured. Prints one line for licences.py.
local what, count, number, step, round
local headers = {}
local NEWEST = 1795176000

function init(args)
  what, count, number, step, round = args[1], tonumber(args[2]), tonumber(args[3]), tonumber(args[4]), args[5]
  for i = 1, 4096 do
    headers[i] = {
      ["X-Forwarded-For"] = string.format("10.%d.%d.%d", i % 7, math.floor(i / 250), i % 250 + 1),
      ["Content-Type"] = "application/vnd.api+json", ["Accept"] = "application/vnd.api+json",
    }
  end
end

local function key(n) return string.format("BENCH-%08d", n) end

-- A UUIDv7 as `crates/kontor/src/fill.rs` makes it.
local function licence(n)
  local ms = (NEWEST - n % 1000000) * 1000
  return string.format("%08x-%04x-700c-8000-%012x", math.floor(ms / 65536), ms % 65536, n)
end

local ways = {
  validate = function(n)
    return "/v1/licenses/actions/validate-key", string.format('{"meta":{"key":"%s","scope":{"fingerprint":"bench-machine-%08d"}}}', key(n), n)
  end,
  verify = function(n)
    return "/api/license/verify", string.format('{"license_key":"%s","hardware_hash":"bench-machine-%08d","app_version":"1.0.0"}', key(n), n)
  end,
  heartbeat = function(n) return string.format("/v1/machines/bench-machine-%08d/actions/ping", n), "", key(n) end,
  activate = function(n)
    return "/v1/machines", string.format('{"data":{"type":"machines","attributes":{"fingerprint":"round-%s-%d","platform":"linux/x86_64","cores":4},'
      .. '"relationships":{"license":{"data":{"type":"licenses","id":"%s"}}}}}', round, n, licence(n)), key(n)
  end,
  checkout = function(n) return string.format("/v1/licenses/%s/actions/check-out?encrypt=true&ttl=604800", licence(n)), "", key(n) end,
}

function request()
  number = (number + step) % count
  local n = number + 1
  local header = headers[n % #headers + 1] -- a licence is used where it is: from one address
  if n % 50 == 49 then n = n - 1 end -- those are suspended, and refused
  local path, body, auth = ways[what](n)
  header["Authorization"] = auth and "License " .. auth or nil
  return wrk.format("POST", path, header, body)
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("measured %d %d %.3f %.3f %.3f %d", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
