#!/bin/sh
set -e

# What a person keeps in Keyhaven lies in their home and is not the package's: neither remove nor purge touches it.
case "$1" in
  remove | purge | disappear)
    if [ -f '/etc/apparmor.d/${executable}' ]; then
      if apparmor_status --enabled >/dev/null 2>&1 && ! ischroot 2>/dev/null; then
        apparmor_parser --remove '/etc/apparmor.d/${executable}' || true
      fi
      rm -f '/etc/apparmor.d/${executable}'
    fi
    if command -v update-desktop-database >/dev/null; then update-desktop-database /usr/share/applications || true; fi
    ;;
esac
