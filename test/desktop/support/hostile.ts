/** These run in the page: they may use nothing but what they are given. */

interface Ports {
  readonly tcpPort: number;
  readonly udpPort: number;
}

/** Tries everything that makes a browser connect. Whoever came through is counted at the port. */
export async function knocksByEveryWay({ tcpPort }: Ports): Promise<void> {
  const http = `http://127.0.0.1:${tcpPort}`;
  const quietly = async (attempt: () => unknown) => {
    try {
      await attempt();
    } catch {
      // Refused, as it should be; the listener counts those that were not.
    }
  };
  await quietly(() => fetch(http));
  await quietly(() => fetch(http, { mode: 'no-cors' }));
  await quietly(() => {
    const request = new XMLHttpRequest();
    request.open('GET', http, false);
    request.send();
  });
  await quietly(() => navigator.sendBeacon(http, 'x'));
  await quietly(() => new WebSocket(http.replace('http', 'ws')));
  await quietly(() => new EventSource(http));
  await quietly(() => (new Image().src = `${http}/image.png`));
  await quietly(() => new Audio(http).play());
  await quietly(() => new FontFace('kh-test', `url(${http}/font.woff2)`).load());
  await quietly(() => (document.body.style.backgroundImage = `url(${http}/style.png)`));
  await quietly(() => import(/* @vite-ignore */ `${http}/module.js`));
  for (const [tag, name, rel] of [
    ['script', 'src', ''],
    ['iframe', 'src', ''],
    ['video', 'src', ''],
    ['object', 'data', ''],
    ['embed', 'src', ''],
    ['input', 'src', ''],
    ['track', 'src', ''],
    ['link', 'href', 'stylesheet'],
    ['link', 'href', 'icon'],
    ['link', 'href', 'manifest'],
    ['link', 'href', 'preconnect'],
    ['link', 'href', 'preload'],
    ['link', 'href', 'prefetch'],
    ['link', 'href', 'prerender'],
    ['link', 'href', 'dns-prefetch'],
    ['link', 'href', 'modulepreload'],
  ] as const) {
    await quietly(() => {
      const element = document.createElement(tag);
      if (rel !== '') element.setAttribute('rel', rel);
      if (tag === 'input') element.setAttribute('type', 'image');
      if (rel === 'preload') element.setAttribute('as', 'image');
      element.setAttribute(name, http);
      document.head.append(element);
    });
  }
  await quietly(() => {
    const link = document.body.appendChild(document.createElement('a'));
    Object.assign(link, { href: '#', ping: http });
    link.click();
  });
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

/** Tries to reach the ports, and gathers the addresses of this computer that WebRTC gives away. */
export async function knocksByWebRtc({ tcpPort, udpPort }: Ports): Promise<string[]> {
  const candidates: string[] = [];
  try {
    const urls = [`stun:127.0.0.1:${udpPort}`, `turn:127.0.0.1:${tcpPort}?transport=tcp`, `turn:127.0.0.1:${udpPort}`];
    const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'x', credential: 'x' }] });
    peer.onicecandidate = ({ candidate }) => {
      if (candidate !== null) candidates.push(candidate.candidate);
    };
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  } catch {
    // Refused, as well it may be.
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return candidates;
}
