#!/usr/bin/env bash
# One login with GSSAPI from ssh into sshd, in mount, network and host-name namespaces of their own: the account, the host name, /run/sshd and
# port 22 exist for this process alone, and the machine's own /etc is not touched. Run by OpenSshTest as
#
#   unshare --mount --net --uts bash sshd-in-namespaces.sh FOLDER HOST PRINCIPAL
#
# FOLDER holds keytab, krb5.conf (client and server), ccache (a ticket for host/HOST) and is left with sshd.log.
# MIT and MIT_LIBS are from .stock/env.
set -euo pipefail
folder=$1 host=$2 principal=$3

mount --make-rprivate /
"$MIT/bin/ip" link set lo up
hostname "$host"

# A private /etc: the account (its password is "*": no password fits, but the account is not locked) and the host's name.
mkdir "$folder/etc" "$folder/home"
cat > "$folder/etc/passwd" <<PASSWD
root:x:0:0:root:/root:/bin/sh
sshd:x:4241:65534::/run/sshd:/usr/sbin/nologin
hanse-alice:x:4242:4242::$folder/home:/bin/sh
PASSWD
echo "hanse-alice:*:19000:0:99999:7:::" > "$folder/etc/shadow"
echo "hanse-alice:x:4242:" > "$folder/etc/group"
echo "127.0.0.1 localhost $host" > "$folder/etc/hosts"
printf '%s: files\n' passwd shadow group hosts > "$folder/etc/nsswitch.conf"
mount --bind "$folder/etc" /etc
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/sshd

# Who may log in to the account: Kerberos principals, one per line.
echo "$principal" > "$folder/home/.k5login"
chown -R 4242:4242 "$folder/home"
chmod 755 "$folder"

export LD_LIBRARY_PATH=$MIT_LIBS KRB5_CONFIG=$folder/krb5.conf
"$MIT/usr/bin/ssh-keygen" -q -t ed25519 -N '' -f "$folder/host_key"
cat > "$folder/sshd_config" <<CONFIG
Port 22
ListenAddress 127.0.0.1
HostKey $folder/host_key
PidFile none
GSSAPIAuthentication yes
PasswordAuthentication no
PubkeyAuthentication no
KbdInteractiveAuthentication no
LogLevel VERBOSE
CONFIG
KRB5_KTNAME=$folder/keytab "$MIT/usr/sbin/sshd" -D -E "$folder/sshd.log" -f "$folder/sshd_config" &
sshd=$!
trap 'kill $sshd' EXIT
until grep -q 'Server listening' "$folder/sshd.log" 2> /dev/null; do
  kill -0 $sshd || { cat "$folder/sshd.log" >&2; exit 1; }
done

# ssh fetches nothing: the ticket for host/HOST is in the cache already, as no KDC can be reached from here.
KRB5CCNAME=FILE:$folder/ccache "$MIT/usr/bin/ssh" -F none -o GSSAPIAuthentication=yes -o PreferredAuthentications=gssapi-with-mic \
  -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes \
  "hanse-alice@$host" 'echo "logged in as $(id -un) on $(hostname)"'
