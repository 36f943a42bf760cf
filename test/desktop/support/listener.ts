import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';

export interface Listener {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** How often anybody knocked. */
  knocks(): number;
  close(): void;
}

/** A port for each protocol on loopback that counts whoever comes. */
export async function listen(): Promise<Listener> {
  let knocks = 0;
  const tcp = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  const udp = createSocket('udp4', () => void (knocks += 1));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return {
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    knocks: () => knocks,
    close: () => {
      tcp.close();
      udp.close();
    },
  };
}
