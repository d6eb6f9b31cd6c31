//! One session with the server.

use super::{Folder, Imap, Mail, Quirk, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

type Stream = BufReader<TcpStream>;

struct Session {
    server: Imap,
    stream: Stream,
    folder: Option<String>,
    /// What this session adds to every uid.
    shift: u32,
}

pub(super) async fn session(server: Imap, stream: TcpStream) -> io::Result<()> {
    let shift = {
        let mut state = server.state();
        state.sessions += 1;
        if state.has(&Quirk::UnstableUids) { state.sessions * 1000 } else { 0 }
    };
    if server.state().has(&Quirk::Silent) {
        tokio::time::sleep(Duration::from_hours(1)).await;
    }
    let mut session = Session { server, stream: BufReader::new(stream), folder: None, shift };
    session.tell("* OK ready").await?;
    while let Some(line) = session.hear().await? {
        let (tag, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let upper = rest.to_ascii_uppercase();
        if upper.starts_with("LOGOUT") {
            session.tell("* BYE see you").await?;
            return session.tell(&format!("{tag} OK")).await;
        }
        if !session.answer(tag, rest, &upper).await? {
            return Ok(());
        }
    }
    Ok(())
}

impl Session {
    async fn tell(&mut self, line: &str) -> io::Result<()> {
        self.send(format!("{line}\r\n").as_bytes()).await
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes).await
    }

    async fn hear(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end().to_owned();
        self.server.state().journal.push(line.clone());
        Ok(Some(line))
    }

    fn has(&self, quirk: &Quirk) -> bool {
        self.server.state().has(quirk)
    }

    /// Answers a command; false ends the session.
    async fn answer(&mut self, tag: &str, rest: &str, upper: &str) -> io::Result<bool> {
        let words: Vec<&str> = upper.split(' ').collect();
        match words.as_slice() {
            ["CAPABILITY", ..] => self.capability().await?,
            ["STARTTLS", ..] => return self.start_tls(tag).await,
            ["AUTHENTICATE" | "LOGIN", ..] => return self.sign_in(tag, rest).await,
            ["SELECT", ..] => return self.select(tag, rest).await,
            ["UID", "SEARCH", "UID", range, ..] => self.search(range).await?,
            ["UID", "FETCH", uid, ..] if upper.contains("BODY") && self.withholds(uid) => {
                return self.tell(&format!("{tag} NO cannot read message")).await.map(|()| true);
            }
            ["UID", "FETCH", uid, ..] if !self.fetch(uid, upper).await? => return Ok(false),
            ["UID", "STORE", uid, _, flags, ..] => self.store(uid, flags),
            ["UID", "EXPUNGE", uid, ..] => self.expunge(uid),
            ["UID", verb @ ("MOVE" | "COPY"), uid, ..] => {
                self.carry(uid, &name_in(rest), *verb == "MOVE");
            }
            ["APPEND", ..] => return self.append(tag, rest).await,
            ["LIST", ..] => self.list().await?,
            ["IDLE", ..] => return self.idle(tag).await,
            _ => {}
        }
        self.tell(&format!("{tag} OK done")).await?;
        Ok(true)
    }

    async fn capability(&mut self) -> io::Result<()> {
        let all = ["IMAP4rev1", "IDLE", "UIDPLUS", "MOVE", "AUTH=PLAIN", "STARTTLS"];
        let offered =
            all.into_iter().filter(|ability| !self.has(&Quirk::Without((*ability).into())));
        let line = format!("* CAPABILITY {}", offered.collect::<Vec<_>>().join(" "));
        self.tell(&line).await
    }

    async fn start_tls(&mut self, tag: &str) -> io::Result<bool> {
        let mut answer = format!("{tag} OK begin\r\n");
        if self.has(&Quirk::StartTlsInjection) {
            answer.push_str("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nk3 OK injected\r\n");
        }
        self.send(answer.as_bytes()).await?;
        // nothing here speaks TLS: whoever goes on meets bytes that are none
        self.tell("* BYE no TLS").await?;
        Ok(false)
    }

    async fn sign_in(&mut self, tag: &str, rest: &str) -> io::Result<bool> {
        let user = if rest.to_ascii_uppercase().starts_with("AUTHENTICATE") {
            self.tell("+").await?;
            let Some(line) = self.hear().await? else { return Ok(false) };
            let plain = STANDARD.decode(&line).unwrap_or_default();
            let mut parts = plain.split(|byte| *byte == 0).skip(1);
            String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned()
        } else {
            rest.split('"').nth(1).unwrap_or_default().to_owned()
        };
        let refused = self.server.state().quirks.iter().find_map(|quirk| match quirk {
            Quirk::RefuseLogin(words) => Some(words.clone()),
            _ => None,
        });
        if let Some(words) = refused {
            self.tell(&format!("{tag} NO {words}")).await?;
        } else {
            self.server.state().journal.push(format!("login {user}"));
            self.tell(&format!("{tag} OK signed in")).await?;
        }
        Ok(true)
    }

    async fn select(&mut self, tag: &str, rest: &str) -> io::Result<bool> {
        let name = name_in(rest);
        let found = self.server.state().folders.get(&name).cloned();
        let Some(folder) = found else {
            self.tell(&format!("{tag} NO [NONEXISTENT] no such folder")).await?;
            return Ok(true);
        };
        self.folder = Some(name);
        self.tell(&format!("* {} EXISTS", folder.mails.len())).await?;
        if !self.has(&Quirk::NoUidValidity) {
            self.tell(&format!("* OK [UIDVALIDITY {}] told", folder.uid_validity)).await?;
        }
        self.tell(&format!("* OK [UIDNEXT {}] told", folder.next_uid + self.shift)).await?;
        self.tell(&format!("{tag} OK [READ-WRITE] selected")).await?;
        Ok(true)
    }

    /// Looks at or changes the selected folder.
    fn with<T>(&self, act: impl FnOnce(&mut Folder) -> T) -> Option<T> {
        let name = self.folder.as_ref()?;
        self.server.state().folders.get_mut(name).map(act)
    }

    fn uid(&self, word: &str) -> u32 {
        word.parse::<u32>().unwrap_or(0).wrapping_sub(self.shift)
    }

    fn withholds(&self, uid: &str) -> bool {
        self.has(&Quirk::Withheld(self.uid(uid)))
    }

    /// The uids of a set such as `1:3,7`.
    fn uids(&self, set: &str) -> Vec<u32> {
        let range = |part: &str| {
            let (first, last) = part.split_once(':').unwrap_or((part, part));
            self.uid(first)..=self.uid(last)
        };
        set.split(',').flat_map(range).collect()
    }

    async fn search(&mut self, range: &str) -> io::Result<()> {
        let from: u32 = range.split(':').next().and_then(|n| n.parse().ok()).unwrap_or(1);
        let shift = self.shift;
        let uids = self.with(|folder| {
            let last = folder.mails.last().map(|mail| mail.uid);
            let wanted = |mail: &&Mail| {
                let deleted = mail.flags.iter().any(|flag| flag == "\\Deleted");
                // as the standard wants it: `n:*` holds the last one even if it is below n
                !deleted && (mail.uid + shift >= from || Some(mail.uid) == last)
            };
            let uids = folder.mails.iter().filter(wanted);
            uids.map(|mail| (mail.uid + shift).to_string()).collect::<Vec<_>>().join(" ")
        });
        self.tell(&format!("* SEARCH {}", uids.unwrap_or_default())).await
    }

    fn store(&mut self, uid: &str, flags: &str) {
        let (uids, flag) = (self.uids(uid), flags.trim_matches(['(', ')']).to_owned());
        let flag = match flag.as_str() {
            "\\SEEN" => "\\Seen".into(),
            "\\DELETED" => "\\Deleted".into(),
            _ => flag,
        };
        self.with(|folder| {
            let unmarked =
                |mail: &&mut Mail| uids.contains(&mail.uid) && !mail.flags.contains(&flag);
            for mail in folder.mails.iter_mut().filter(unmarked) {
                mail.flags.push(flag.clone());
            }
        });
    }

    fn expunge(&mut self, uid: &str) {
        let uids = self.uids(uid);
        self.with(|folder| folder.mails.retain(|mail| !uids.contains(&mail.uid)));
    }

    fn carry(&mut self, uid: &str, to: &str, moves: bool) {
        let uids = self.uids(uid);
        let is_one = |mail: &&Mail| uids.contains(&mail.uid);
        let found = self.with(|folder| folder.mails.iter().filter(is_one).cloned().collect());
        if moves {
            self.expunge(uid);
        }
        let found: Vec<Mail> = found.unwrap_or_default();
        let mut state = self.server.state();
        let target = state.folders.entry(to.into()).or_default();
        for mail in found {
            target.add(mail.bytes, &[]);
        }
    }

    async fn append(&mut self, tag: &str, rest: &str) -> io::Result<bool> {
        let size = rest.rsplit_once('{').and_then(|(_, n)| n.trim_end_matches('}').parse().ok());
        let name = name_in(rest);
        if !self.server.state().folders.contains_key(&name) {
            self.tell(&format!("{tag} NO [TRYCREATE] no such folder")).await?;
            return Ok(true);
        }
        self.tell("+ go on").await?;
        let mut bytes = vec![0; size.unwrap_or(0)];
        self.stream.read_exact(&mut bytes).await?;
        self.hear().await?;
        self.server.state().folders.entry(name).or_default().add(bytes, &["\\Seen"]);
        self.tell(&format!("{tag} OK appended")).await?;
        Ok(true)
    }

    async fn list(&mut self) -> io::Result<()> {
        let names: Vec<String> = self.server.state().folders.keys().cloned().collect();
        for name in names {
            let flags = if name == "Sent" { "\\HasNoChildren \\Sent" } else { "\\HasNoChildren" };
            self.tell(&format!("* LIST ({flags}) \"/\" \"{name}\"")).await?;
        }
        Ok(())
    }

    async fn idle(&mut self, tag: &str) -> io::Result<bool> {
        let mut changed = self.server.changed.subscribe();
        self.tell("+ waiting").await?;
        loop {
            let mut line = String::new();
            tokio::select! {
                _ = changed.recv() => {
                    let count = self.with(|folder| folder.mails.len()).unwrap_or(0);
                    self.tell(&format!("* {count} EXISTS")).await?;
                }
                read = self.stream.read_line(&mut line) => {
                    if read? == 0 {
                        return Ok(false);
                    }
                    self.tell(&format!("{tag} OK enough")).await?;
                    return Ok(true);
                }
            }
        }
    }

    async fn sizes(&mut self, set: &str) -> io::Result<()> {
        let (uids, shift) = (self.uids(set), self.shift);
        let lines = self.with(|folder| {
            let wanted = folder.mails.iter().filter(|mail| uids.contains(&mail.uid));
            let size = |mail: &Mail| {
                let (uid, size) = (mail.uid + shift, mail.bytes.len());
                format!("* 1 FETCH (UID {uid} RFC822.SIZE {size})\r\n")
            };
            wanted.map(size).collect::<String>()
        });
        self.send(lines.unwrap_or_default().as_bytes()).await
    }

    /// Sends one mail, or what is left of it under the quirks; false ends the session.
    async fn fetch(&mut self, uid: &str, upper: &str) -> io::Result<bool> {
        if !upper.contains("BODY") {
            return self.sizes(uid).await.map(|()| true);
        }
        let real = self.uid(uid);
        let found = self.with(|folder| folder.mails.iter().find(|mail| mail.uid == real).cloned());
        let Some(mail) = found.flatten() else { return Ok(true) };
        let size = mail.bytes.len();
        if !self.fetch_by_quirk(real, uid, &mail).await? {
            return Ok(false);
        }
        let most = upper.split_once("<0.").and_then(|(_, n)| n.split('>').next()?.parse().ok());
        let bytes = &mail.bytes[..size.min(most.unwrap_or(size))];
        let name = if most.is_some() { "BODY[]<0>" } else { "BODY[]" };
        let flags = mail.flags.join(" ");
        let head = format!(
            "* 1 FETCH (UID {uid} FLAGS ({flags}) INTERNALDATE \"21-Nov-2026 10:00:00 +0100\" {name} {{{}}}\r\n",
            bytes.len()
        );
        self.send(head.as_bytes()).await?;
        self.send_slowly(bytes).await?;
        self.send(b")\r\n").await?;
        Ok(true)
    }

    async fn send_slowly(&mut self, bytes: &[u8]) -> io::Result<()> {
        let pause = self.server.state().quirks.iter().find_map(|quirk| match quirk {
            Quirk::Slow(pause) => Some(*pause),
            _ => None,
        });
        let Some(pause) = pause else { return self.send(bytes).await };
        for byte in bytes {
            self.send(&[*byte]).await?;
            tokio::time::sleep(pause).await;
        }
        Ok(())
    }

    /// Misbehaves with this mail if that was asked for; false ends the session.
    async fn fetch_by_quirk(&mut self, real: u32, uid: &str, mail: &Mail) -> io::Result<bool> {
        let half = &mail.bytes[..mail.bytes.len() / 2];
        let start = format!("* 1 FETCH (UID {uid} BODY[] {{{}}}\r\n", mail.bytes.len());
        let once = |state: &mut State, quirk| state.once(&quirk);
        if self.has(&Quirk::HugeLiteral(real)) {
            self.tell(&format!("* 1 FETCH (UID {uid} BODY[] {{2147483648}}")).await?;
            return self.flood(b"Subject: endless\r\n").await;
        }
        if self.has(&Quirk::EndlessLine(real)) {
            self.send(format!("* 1 FETCH (UID {uid} ENVELOPE (\"").as_bytes()).await?;
            return self.flood(b"((((((((\"a\" ").await;
        }
        let bye = once(&mut self.server.state(), Quirk::ByeMidFetch(real));
        if bye {
            self.tell("* BYE going down").await?;
            return Ok(false);
        }
        let cut = once(&mut self.server.state(), Quirk::DropMidFetch(real));
        if cut {
            self.send(start.as_bytes()).await?;
            self.send(half).await?;
            return Ok(false);
        }
        Ok(true)
    }

    /// Sends until the other side has had enough, at most 1 GiB.
    async fn flood(&mut self, pattern: &[u8]) -> io::Result<bool> {
        let block = pattern.repeat(64 * 1024 / pattern.len());
        for _ in 0..16 * 1024 {
            self.send(&block).await?;
        }
        Ok(false)
    }
}

/// The name in quotes at the end of a command or before its literal.
fn name_in(rest: &str) -> String {
    rest.split('"').nth(1).unwrap_or_default().to_owned()
}
