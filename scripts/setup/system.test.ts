import { describe, expect, it } from 'vitest';
import { needs, packages, packagesFor } from './packages.mjs';
import { missingAmong, readInstalled } from './system.mjs';

const nothingWorks = () => false;

describe('the packages a job asks for', () => {
  it('are all those of its rows', () => {
    expect(packagesFor('cli')).toEqual([...packages.keychain]);
    expect(packagesFor('start')).toContain('libnss3');
    expect(packagesFor('start')).not.toContain('xvfb');
    expect(packagesFor('tour')).toContain('xvfb');
    expect(packagesFor('test')).toEqual(expect.arrayContaining(['chromium', 'keepassxc', 'gnome-keyring']));
  });

  it('always hold what builds keytar', () => {
    for (const rows of Object.values(needs)) expect(rows).toContain('keychain');
  });
});

describe('a package', () => {
  it('is missing when dpkg does not list it', () => {
    expect(missingAmong(['dbus', 'xvfb'], new Set(['dbus']), nothingWorks)).toEqual(['xvfb']);
  });

  it('is not missing when its command works although dpkg does not list it', () => {
    expect(missingAmong(['make', 'xvfb'], new Set(), ([program]) => program === 'make')).toEqual(['xvfb']);
  });

  it('is missing when it was removed and only its configuration is left', () => {
    expect([...readInstalled('config-files|dbus|\ninstalled|xvfb|\n')]).not.toContain('dbus');
  });

  it('is there when another package provides it under a new name', () => {
    const installed = readInstalled('installed|libgtk-3-0t64|libgtk-3-0 (= 3.24.49-3)\n');
    expect(missingAmong(['libgtk-3-0'], installed, nothingWorks)).toEqual([]);
  });
});
