/** What the page may do. Everything not named is forbidden; `nonce` lets React Aria's one style element in. */
const directives = (nonce: string) => ({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': `'self' 'nonce-${nonce}'`,
  'img-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'worker-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
  // Not named, so not allowed: modals (a print dialog holds the page until a person answers), downloads, popups, leaving.
  sandbox: 'allow-scripts allow-same-origin allow-forms',
});

/** Features of the web platform that a vault has no use for. */
const switchedOff = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'window-management',
] as const;

export const contentSecurityPolicy = (nonce: string): string =>
  Object.entries(directives(nonce))
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The headers of every answer of the app protocol, refusals included. */
export const securityHeaders = (nonce: string): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(nonce),
  'Permissions-Policy': switchedOff.map((feature) => `${feature}=()`).join(', '),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
});
