//! Counts in Redis (or Valkey), which all nodes share. Where it does not answer, each node counts by itself for a moment.

use super::{Left, Limit};
use crate::keys::Secret;
use redis::AsyncConnectionConfig;
use redis::aio::MultiplexedConnection;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A limit that is waited for longer costs more than it protects.
const ANSWERS_WITHIN: Duration = Duration::from_millis(250);
const CONNECTS_WITHIN: Duration = Duration::from_millis(500);
/// After a failure nobody waits for Redis again before that.
const RESTS_FOR: Duration = Duration::from_secs(5);

/// The same reckoning as in memory, by Redis' own clock, in one step that nobody comes between.
const TAKE: &str = "
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local pause, reach = tonumber(ARGV[1]), tonumber(ARGV[2])
local rest = tonumber(redis.call('GET', KEYS[1]) or '0')
if rest < now then rest = now end
local ahead = rest + pause - now
if ahead <= reach then
  redis.call('SET', KEYS[1], string.format('%.0f', rest + pause), 'PX', math.ceil(ahead / 1000) + 1)
end
return ahead";

pub struct Shared {
    client: redis::Client,
    line: Mutex<Line>,
}

/// How things stand between us and Redis.
#[derive(Default)]
struct Line {
    open: Option<MultiplexedConnection>,
    /// Why it is down, as far as somebody was told.
    down: Option<String>,
    resting_until: Option<Instant>,
}

impl Shared {
    /// Connects later, when something is counted.
    pub fn new(url: &Secret) -> anyhow::Result<Self> {
        // what redis says of a wrong address may repeat it, with its password
        let client = redis::Client::open(url.expose().as_str());
        let client =
            client.map_err(|_| anyhow::anyhow!("limits.redis_url is no address of a Redis"))?;
        Ok(Self { client, line: Mutex::default() })
    }

    /// Counts one try; none where Redis does not answer.
    pub async fn take(&self, limit: &Limit, key: &str) -> Option<Left> {
        let mut line = self.connection().await?;
        let answer: redis::RedisResult<u64> = redis::cmd("EVAL")
            .arg(TAKE)
            .arg(1)
            .arg(name(limit, key))
            .arg(limit.pause())
            .arg(limit.reach())
            .query_async(&mut line)
            .await;
        match answer {
            Ok(ahead) => Some(limit.left(ahead)),
            Err(why) => {
                self.failed(&why);
                None
            }
        }
    }

    /// Forgets a key, if Redis answers; else it runs out by itself.
    pub async fn forget(&self, limit: &Limit, key: &str) {
        let Some(mut line) = self.connection().await else { return };
        let gone: redis::RedisResult<u64> =
            redis::cmd("DEL").arg(name(limit, key)).query_async(&mut line).await;
        if let Err(why) = gone {
            self.failed(&why);
        }
    }

    /// What is wrong with it now; asks it.
    pub async fn trouble(&self) -> Option<String> {
        let Some(mut line) = self.connection().await else {
            let line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
            return Some(line.down.clone().unwrap_or_default());
        };
        let answer: redis::RedisResult<String> = redis::cmd("PING").query_async(&mut line).await;
        answer.err().map(|why| {
            self.failed(&why);
            why.to_string()
        })
    }

    /// The open connection, or a new one. While one tries, the others go on without.
    async fn connection(&self) -> Option<MultiplexedConnection> {
        {
            let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(open) = &line.open {
                return Some(open.clone());
            }
            let now = Instant::now();
            if line.resting_until.is_some_and(|until| now < until) {
                return None;
            }
            line.resting_until = Some(now + RESTS_FOR);
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECTS_WITHIN))
            .set_response_timeout(Some(ANSWERS_WITHIN));
        match self.client.get_multiplexed_async_connection_with_config(&config).await {
            Ok(open) => {
                let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
                if line.down.take().is_some() {
                    tracing::info!("Redis counts the limits again");
                }
                line.open = Some(open.clone());
                Some(open)
            }
            Err(why) => {
                self.failed(&why);
                None
            }
        }
    }

    fn failed(&self, why: &redis::RedisError) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.open = None;
        line.resting_until = Some(Instant::now() + RESTS_FOR);
        if line.down.replace(why.to_string()).is_none() {
            tracing::warn!(%why, "Redis does not count the limits: this node counts by itself");
        }
    }
}

/// Keys are addresses and names of people: Redis is told their hash.
fn name(limit: &Limit, key: &str) -> String {
    let hash = hex::encode(Sha256::digest(key.as_bytes()));
    format!("kontor:limit:{}:{}", limit.name, &hash[..32])
}
