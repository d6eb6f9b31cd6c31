# A certificate authority of this world, and a server certificate for loopback.

make_ca() {
  [ ! -s "$W/ca/ca.crt" ] || return 0
  mkdir "$W/ca"
  (
    cd "$W/ca"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Kontor test CA" \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -keyout ca.key -out ca.crt
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr
    openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out server.crt -extfile <(printf '%s\n' \
      subjectAltName=DNS:localhost,IP:127.0.0.1,DNS:mail.test extendedKeyUsage=serverAuth basicConstraints=CA:FALSE)
    cat server.crt ca.crt >fullchain.crt
    chmod 644 ./*.crt server.key
  ) 2>"$W/log/ca" || { cat "$W/log/ca" >&2; die "openssl failed"; }
  tell KONTOR_WORLD_CA "$W/ca/ca.crt"
}
