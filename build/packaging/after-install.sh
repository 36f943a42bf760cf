#!/bin/sh
set -e
app='/opt/${sanitizedProductName}'

# Chromium's sandbox needs user namespaces, or else a helper that is root's. Whether a person may make a namespace is asked as
# a person: root may where others may not.
if setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true 2>/dev/null; then
  chmod 0755 "$app/chrome-sandbox"
else
  chmod 4755 "$app/chrome-sandbox"
fi

# Where AppArmor forbids user namespaces to programs it does not know (Ubuntu 24.04), this profile allows them to Keyhaven.
# A release of AppArmor that cannot read the profile does not forbid them either.
profile="$app/resources/apparmor-profile"
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  if ! ischroot 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi

if command -v update-desktop-database >/dev/null; then update-desktop-database /usr/share/applications || true; fi
