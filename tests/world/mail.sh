# A mail provider of one's own: Dovecot keeps the mailboxes, Postfix takes mail in and sends it out.
# kontor.test (us) and kunde.test (customers) are delivered to Dovecot; all other mail ends in a folder of files.
# Both servers step down from root, so they start as root: a user without root starts them through sudo, as a world inside this one.

mail_users=(support@kontor.test sales@kontor.test agent1@kontor.test agent2@kontor.test kunde@kontor.test
  kunde@kunde.test erika@kunde.test)

start_mail() {
  { command -v dovecot && command -v postfix; } >/dev/null ||
    die "mail servers are missing: apt-get install dovecot-imapd dovecot-lmtpd postfix"
  if [ "$(id -u)" != 0 ]; then
    # shellcheck disable=SC2154 # set by world
    sudo -n env KONTOR_WORLD="$W/root" "$here/world" start mail >/dev/null || die "the mail servers need root or sudo to start"
    grep -v '^KONTOR_WORLD=' "$W/root/world.env" >>"$W/world.env"
    return
  fi
  local imap imaps lmtp smtp submission smtps sink user
  make_ca
  free_port imap && free_port imaps && free_port lmtp && free_port smtp && free_port submission && free_port smtps && free_port sink
  mkdir -p "$W"/dovecot/{run,state} "$W"/mail "$W"/sink "$W"/postfix/{etc,spool,data}
  chown mail:mail "$W/mail"
  chown postfix "$W/postfix/data"
  for user in "${mail_users[@]}"; do echo "$user:{PLAIN}geheim-${user%@*}"; done >"$W/dovecot/users"
  dovecot_conf >"$W/dovecot/dovecot.conf"
  postfix_main >"$W/postfix/etc/main.cf"
  echo '!/^nobody@/ ok' >"$W/postfix/etc/mailboxes" # every address exists but nobody@…, which bounces
  postfix_master >"$W/postfix/etc/master.cf"
  spawn dovecot dovecot -F -c "$W/dovecot/dovecot.conf"
  spawn sink smtp-sink -u "$(id -un)" -R "$W/sink" -d "%Y%m%d%H%M%S." "127.0.0.1:$sink" 128
  wait_port "$imap" dovecot
  postfix -c "$W/postfix/etc" start >"$W/log/postfix-start" 2>&1 || { cat "$W/log/postfix-start" >&2; die "Postfix does not start"; }
  wait_port "$submission" postfix
  record postfix "$(tr -d ' ' <"$W/postfix/spool/pid/master.pid")"
  mail_json >"$W/mail.json"
  tell KONTOR_TEST_MAIL "$W/mail.json"
}

stop_mail() {
  [ ! -d "$W/root" ] || sudo -n "$here/world" stop "$W/root"
  end postfix && end dovecot && end sink
}

# What tests read: addresses, the CA to trust, users with their passwords, and the folders behind the servers.
mail_json() {
  local user comma="" list=""
  for user in "${mail_users[@]}"; do list+="$comma\"$user\":\"geheim-${user%@*}\"" comma=,; done
  cat <<J
{"host":"127.0.0.1","imap":$imap,"imaps":$imaps,"smtp":$smtp,"submission":$submission,"smtps":$smtps,"lmtp":$lmtp,
 "ca":"$W/ca/ca.crt","maildir":"$W/mail","sink":"$W/sink","users":{$list},"password":"geheim"}
J
}

# The penalty for wrong passwords is off: it would hang later sign-ins from the same address for many seconds.
dovecot_conf() {
  cat <<C
base_dir=$W/dovecot/run
state_dir=$W/dovecot/state
log_path=/dev/stderr
auth_verbose=yes
auth_failure_delay=0
mailbox_idle_check_interval=1s
listen=127.0.0.1
protocols=imap lmtp
first_valid_uid=1
mail_location=maildir:$W/mail/%u
ssl=yes
ssl_cert=<$W/ca/fullchain.crt
ssl_key=<$W/ca/server.key
disable_plaintext_auth=yes
auth_mechanisms=plain login
passdb {
  driver=passwd-file
  args=$W/dovecot/users
}
passdb {
  driver=static
  args=password=geheim
}
userdb {
  driver=static
  args=uid=mail gid=mail home=$W/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox=yes
  separator=/
  mailbox Sent {
    auto=create
    special_use=\Sent
  }
  mailbox Junk {
    auto=create
    special_use=\Junk
  }
}
service imap-login {
  inet_listener imap {
    port=$imap
  }
  inet_listener imaps {
    port=$imaps
    ssl=yes
  }
}
service lmtp {
  inet_listener lmtp {
    address=127.0.0.1
    port=$lmtp
  }
}
service auth {
  unix_listener auth-postfix {
    mode=0666
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode=0
  }
}
service stats {
  unix_listener stats-writer {
    mode=0666
  }
}
C
}

postfix_main() {
  cat <<C
compatibility_level=3.6
queue_directory=$W/postfix/spool
data_directory=$W/postfix/data
command_directory=/usr/sbin
daemon_directory=/usr/lib/postfix/sbin
mail_owner=postfix
setgid_group=postdrop
maillog_file=$W/log/postfix
maillog_file_prefixes=$W
inet_interfaces=127.0.0.1
inet_protocols=ipv4
myhostname=mail.test
mydestination=
mynetworks=
alias_maps=
local_recipient_maps=
virtual_mailbox_domains=kontor.test,kunde.test
virtual_mailbox_maps=regexp:$W/postfix/etc/mailboxes
virtual_transport=lmtp:inet:127.0.0.1:$lmtp
relayhost=[127.0.0.1]:$sink
smtpd_sasl_type=dovecot
smtpd_sasl_path=$W/dovecot/run/auth-postfix
smtpd_tls_cert_file=$W/ca/fullchain.crt
smtpd_tls_key_file=$W/ca/server.key
smtpd_tls_security_level=may
smtpd_tls_auth_only=yes
smtpd_relay_restrictions=permit_sasl_authenticated,reject_unauth_destination
smtpd_client_connection_count_limit=0
message_size_limit=52428800
C
}

postfix_master() {
  local auth="-o smtpd_sasl_auth_enable=yes -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject"
  cat <<C
127.0.0.1:$smtp inet n - n - - smtpd
127.0.0.1:$submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt $auth
127.0.0.1:$smtps inet n - n - - smtpd -o smtpd_tls_wrappermode=yes $auth
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
C
}
