import { systemRandomness } from '../../core/base/random';
import { createEgress } from '../../core/broker/egress/egress';
import { passThrough } from '../../core/broker/pass-through.fixture';
import { createCrowd } from '../../core/broker/server/crowd';
import { freePort } from '../../core/tokens/free-port';
import { listen } from '../../core/broker/server/listen';
import { tellPort } from './support/parts';

/** The broker's way in and way out, with nothing between them. */

const upstream = { protocol: 'http:', hostname: '127.0.0.1', port: Number(process.argv[2]) } as const;

const { port } = await listen({
  port: await freePort(new Set(), systemRandomness),
  token: 'bench',
  crowd: createCrowd(),
  answer: passThrough(createEgress(), upstream),
  fault: () => ({ status: 400, headers: [], body: Buffer.from('refused') }),
});
tellPort(port);
