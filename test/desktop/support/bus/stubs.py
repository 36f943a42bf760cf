"""The rest of a desktop, as far as Keyhaven speaks with it: a tray, notifications, a screen saver, a login service.

Written with the reference library and none of Keyhaven's own code. Each line on standard input is a command in JSON, each line on
standard output an event in JSON. Arguments: the stubs to start, of `tray notifications screensaver logind`; logind goes to the
system bus.
"""
import json
import os
import sys
import threading
import time

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
loop = GLib.MainLoop()
PROPERTIES = "org.freedesktop.DBus.Properties"


def say(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


class Tray(dbus.service.Object):
    NAME = "org.kde.StatusNotifierWatcher"

    def __init__(self, bus):
        super().__init__(bus, "/StatusNotifierWatcher")
        self.bus, self.host = bus, True
        self.name = dbus.service.BusName(self.NAME, bus)

    @dbus.service.method(NAME, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender):
        daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        pid = self.bus.call_blocking(*daemon, "GetConnectionUnixProcessID", "s", (sender,))
        say("item", sender=sender, service=str(service), pid=int(pid))

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return {"IsStatusNotifierHostRegistered": dbus.Boolean(self.host), "ProtocolVersion": dbus.Int32(0)}[name]

    @dbus.service.signal(NAME)
    def StatusNotifierHostUnregistered(self):
        pass

    def loseHost(self):
        self.host = False
        self.StatusNotifierHostUnregistered()

    def item(self, service):
        return service, "/StatusNotifierItem"

    def menu(self, service):
        bus_name, path = self.item(service)
        item = dbus.Interface(self.bus.get_object(bus_name, path, introspect=False), PROPERTIES)
        at = item.Get("org.kde.StatusNotifierItem", "Menu")
        return dbus.Interface(self.bus.get_object(bus_name, at, introspect=False), "com.canonical.dbusmenu")

    def layout(self, service):
        _, (_, _, children) = self.menu(service).GetLayout(0, -1, dbus.Array([], signature="s"))
        items = [(int(i), {str(k): v for k, v in p.items()}) for i, p, _ in children]
        say("menu", items=[
            {"id": i, "label": str(p.get("label", "")), "enabled": bool(p.get("enabled", True)),
             "separator": p.get("type") == "separator"} for i, p in items])

    def choose(self, service, id):
        self.menu(service).Event(id, "clicked", dbus.Int32(0, variant_level=1), dbus.UInt32(0))
        say("chosen")

    def click(self, service):
        bus_name, path = self.item(service)
        dbus.Interface(self.bus.get_object(bus_name, path, introspect=False), "org.kde.StatusNotifierItem").Activate(0, 0)
        say("clicked")

    def icon(self, service):
        """What there is of an icon: pixels, or a file that is named."""
        bus_name, path = self.item(service)
        item = self.bus.get_object(bus_name, path, introspect=False)
        has = dbus.Interface(item, PROPERTIES).GetAll("org.kde.StatusNotifierItem")
        folder, name = str(has.get("IconThemePath", "")), str(has.get("IconName", ""))
        sizes = [int(one[0]) for one in has.get("IconPixmap", [])]
        say("icon", sizes=sizes, file=name if name.startswith("/") else os.path.join(folder, name + ".png"),
            title=str(has.get("ToolTip", ["", "", "", ""])[2]))


class Notifications(dbus.service.Object):
    NAME = "org.freedesktop.Notifications"

    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/Notifications")
        self.count, self.can = 0, ["body", "actions", "body-markup"]
        self.name = dbus.service.BusName(self.NAME, bus)

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return self.can

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, title, body, actions, hints, timeout):
        self.count += 0 if replaces else 1
        number = int(replaces) or self.count
        say("notified", number=number, app=str(app), title=str(title), body=str(body), replaces=int(replaces),
            actions=[str(one) for one in actions], urgency=int(hints.get("urgency", -1)))
        return dbus.UInt32(number)

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, number):
        say("withdrawn", number=int(number))
        self.NotificationClosed(number, 3)

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    def act(self, number, action):
        self.ActionInvoked(dbus.UInt32(number), action)

    def dismiss(self, number):
        self.NotificationClosed(dbus.UInt32(number), dbus.UInt32(2))

    def capabilities(self, can):
        self.can = can

    def hang(self, seconds):
        say("hangs")
        time.sleep(seconds)


class ScreenSaver(dbus.service.Object):
    NAME = "org.freedesktop.ScreenSaver"

    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/ScreenSaver")
        self.name = dbus.service.BusName(self.NAME, bus)

    @dbus.service.signal(NAME, signature="b")
    def ActiveChanged(self, active):
        pass

    def active(self, on):
        self.ActiveChanged(on)


MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
OURS, OTHER = "/org/freedesktop/login1/session/_31", "/org/freedesktop/login1/session/_32"


class Session(dbus.service.Object):
    @dbus.service.signal(SESSION)
    def Lock(self):
        pass

    @dbus.service.signal(PROPERTIES, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


class User(dbus.service.Object):
    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return dbus.Struct(("1", dbus.ObjectPath(OURS)), signature="so")


class Logind(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/login1")
        self.ours, self.other, self.user = Session(bus, OURS), Session(bus, OTHER), User(bus, "/org/freedesktop/login1/user/_1")
        self.name = dbus.service.BusName("org.freedesktop.login1", bus)

    @dbus.service.method(MANAGER, in_signature="u", out_signature="o")
    def GetSessionByPID(self, pid):
        # What systemd says of a program that it started for the user.
        raise dbus.DBusException("in no session", name="org.freedesktop.login1.NoSessionForPID")

    @dbus.service.method(MANAGER, in_signature="u", out_signature="o")
    def GetUser(self, uid):
        say("asked for the session")
        return "/org/freedesktop/login1/user/_1" if uid == os.getuid() else "/"

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForSleep(self, begins):
        pass

    def sleep(self):
        self.PrepareForSleep(True)

    def lock(self, whose):
        (self.ours if whose == "ours" else self.other).Lock()

    def hint(self, whose):
        (self.ours if whose == "ours" else self.other).PropertiesChanged(SESSION, {"LockedHint": dbus.Boolean(True)}, [])


KINDS = {"tray": (Tray, dbus.SessionBus), "notifications": (Notifications, dbus.SessionBus),
         "screensaver": (ScreenSaver, dbus.SessionBus), "logind": (Logind, dbus.SystemBus)}
stubs = {name: KINDS[name][0](KINDS[name][1]()) for name in sys.argv[1:]}


def obey(line):
    given = json.loads(line)
    try:
        getattr(stubs[given.pop("stub")], given.pop("do"))(**given)
    except Exception as error:  # told to the test, which fails on it
        say("failed", error=repr(error))


def hear():
    for line in sys.stdin:
        GLib.idle_add(obey, line)
    GLib.idle_add(loop.quit)


threading.Thread(target=hear, daemon=True).start()
say("ready")
loop.run()
