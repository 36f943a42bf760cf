import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import { join } from 'node:path';
import type { Buses } from '../buses';
import type { TrayChoice, TrayItem } from './menu';
import { watchTrayService } from './service';

export interface TrayParts {
  readonly buses: Pick<Buses, 'session'>;
  readonly platform: NodeJS.Platform;
  /** The folder with the icons. */
  readonly icons: string;
  readonly title: string;
  readonly chosen: (choice: TrayChoice) => void;
  /** A click on the icon itself. */
  readonly clicked: () => void;
}

export interface TrayIcon {
  /** Whether this desktop shows it, as far as can be told. */
  there(): boolean;
  /** Whether it is there before so much time has passed; at the begin of a session the panel may come after us. */
  thereWithin(limitMs: number): Promise<boolean>;
  readonly show: (items: readonly TrayItem[]) => void;
}

/** The icon in the tray, made anew whenever the desktop's tray comes or goes: one that was made before its tray stays invisible. */
export function createTray({ buses, platform, icons, title, chosen, clicked }: TrayParts): TrayIcon {
  const image = iconFor(platform, icons);
  let items: readonly TrayItem[] = [];
  let there: boolean | null = null;
  let tray: Tray | null = null;
  const waiting: ((there: boolean) => void)[] = [];

  function make(): void {
    tray?.destroy();
    tray = null;
    tray = new Tray(image);
    tray.setToolTip(title);
    // Where a click opens the menu (macOS), Electron does not tell of it.
    tray.on('click', clicked);
    fill();
  }

  function fill(): void {
    const template = items.map((item) => {
      if (item === null) return { type: 'separator' as const };
      if ('says' in item) return { label: escapeLabel(item.says), enabled: false };
      return { label: item.label, click: () => chosen(item.choice) };
    });
    tray?.setContextMenu(Menu.buildFromTemplate(template));
  }

  function told(now: boolean): void {
    if (now === there) return;
    there = now;
    try {
      make();
    } catch {
      // Without an icon nobody could come back by it, whatever the desktop says.
      there = false;
    }
    if (there) for (const waits of waiting.splice(0)) waits(true);
  }

  async function find(): Promise<void> {
    const bus = platform === 'linux' ? await buses.session : null;
    if (platform !== 'linux') told(true);
    else if (bus === null) told(false);
    else {
      bus.onClosed(() => told(false));
      await watchTrayService(bus, told).catch(() => told(false));
    }
  }

  void find().catch(() => told(false));
  return {
    there: () => there === true,
    thereWithin: (limitMs) =>
      there === true
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            waiting.push(resolve);
            setTimeout(() => resolve(there === true), limitMs);
          }),
    show: (now) => {
      items = now;
      fill();
    },
  };
}

/** In a menu's label `&` marks the letter to press, and two of them are one. */
const escapeLabel = (text: string): string => text.replaceAll('&', '&&');

/** The icon's file; the system also finds the one of twice the size beside it. */
const files: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'traySmall.png' };

/** macOS paints a template in the bar's own colour, light or dark; elsewhere the icon has a ground of its own and can be seen on both. */
function iconFor(platform: NodeJS.Platform, icons: string): NativeImage {
  const image = nativeImage.createFromPath(join(icons, files[platform] ?? 'tray.png'));
  image.setTemplateImage(platform === 'darwin');
  return image;
}
