import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './policy';

describe('the content security policy', () => {
  it('is exactly this', () => {
    expect(contentSecurityPolicy('N')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self'; font-src 'self'; " +
        "connect-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; " +
        'sandbox allow-scripts allow-same-origin allow-forms',
    );
  });

  it('allows nothing unsafe, no scheme and no wildcard', () => {
    expect(contentSecurityPolicy('N')).not.toMatch(/unsafe-|\*|https?:|data:|blob:/);
  });
});

describe('the headers', () => {
  it('switch features of the web platform off for every origin', () => {
    expect(securityHeaders('N')['Permissions-Policy']).toContain('camera=()');
    expect(securityHeaders('N')['Permissions-Policy']).not.toMatch(/=\((?!\))/);
  });
});
