# Mail: Dovecot and Postfix.
stop_mail() { :; }
