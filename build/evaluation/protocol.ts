import electron, { type ProtocolRequest, type Session } from 'electron';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

/** What Electron 22 has in its place. 45 still declares it, as deprecated, so it is named here as what it is there. */
type OldProtocol = {
  registerStreamProtocol: (
    scheme: string,
    handler: (request: ProtocolRequest, answer: (response: object) => void) => void,
  ) => boolean;
  unregisterProtocol: (scheme: string) => boolean;
};

type Handler = (request: Request) => Response | Promise<Response>;

const failed = { error: -2 }; // net::ERR_FAILED

/** `protocol.handle` (Electron 25) on top of `registerStreamProtocol`, for every session. */
export function addProtocolHandle(): void {
  addTo(electron.protocol, () => electron.session.defaultSession);
  electron.app.on('session-created', (session) => {
    if (session !== electron.session.defaultSession) addTo(session.protocol, () => session);
  });
}

function addTo(protocol: OldProtocol, session: () => Session): void {
  const handled = new Set<string>();
  const methods = {
    handle(scheme: string, handler: Handler) {
      const registered = protocol.registerStreamProtocol(scheme, (request, answer) => {
        respond(request, handler, session()).then(answer, (error: unknown) => {
          console.error('[evaluation runtime] protocol handler failed', error);
          answer(failed);
        });
      });
      if (!registered) throw new Error(`Failed to register protocol: ${scheme}`);
      handled.add(scheme);
    },
    unhandle(scheme: string) {
      if (!handled.delete(scheme) || !protocol.unregisterProtocol(scheme)) {
        throw new Error(`Failed to unhandle protocol: ${scheme}`);
      }
    },
    isProtocolHandled: (scheme: string) => handled.has(scheme),
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(protocol, name, { value, configurable: true, writable: true, enumerable: true });
  }
}

async function respond(request: ProtocolRequest, handler: Handler, session: Session): Promise<object> {
  const bodiless = request.method === 'GET' || request.method === 'HEAD';
  const body = bodiless ? undefined : await bodyOf(request, session);
  const response = await handler(
    new Request(request.url, {
      method: request.method,
      headers: request.headers,
      ...(body && { body, duplex: 'half' }),
    }),
  );
  if (response.type === 'error') return failed;
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    data: Readable.from(chunksOf(response)),
  };
}

async function* chunksOf(response: Response): AsyncGenerator<Buffer> {
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read())
    yield Buffer.from(part.value);
}

async function bodyOf(request: ProtocolRequest, session: Session): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Buffer[] = [];
  const given: { bytes?: Buffer; blobUUID?: string; file?: string }[] = request.uploadData ?? [];
  for (const { bytes, blobUUID, file } of given) {
    if (bytes) parts.push(bytes);
    else if (blobUUID) parts.push(await session.getBlobData(blobUUID));
    else if (file) parts.push(readFileSync(file));
  }
  return parts.length === 0 ? undefined : Uint8Array.from(Buffer.concat(parts));
}
