// What the evaluation runtime starts: `electron [-r MODULE]... [--switches] APPFOLDER`. Electron's own starter app did not
// come with this runtime; this one does the part of its work that Keyhaven and its tests need.
'use strict';
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const { modules, folder } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  console.error('usage: electron [-r MODULE]... APPFOLDER');
  process.exit(64);
}

// Tells Electron's own code that the app was named on the command line, so that arguments are read accordingly.
process.defaultApp = true;
const appFolder = resolve(folder);
const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name ?? 'app');
if (manifest.version !== undefined) app.setVersion(manifest.version);
if (manifest.desktopName !== undefined) app.setDesktopName(manifest.desktopName);
app.setAppPath(appFolder);

for (const path of modules) Module._load(path, module, true);
Module._load(join(appFolder, manifest.main ?? 'index.js'), module, true);

/** @param {string[]} given */
function readArguments(given) {
  const found = { modules: [], folder: undefined };
  for (let i = 0; i < given.length && found.folder === undefined; i++) {
    if (given[i] === '-r' || given[i] === '--require') found.modules.push(resolve(given[++i]));
    else if (!given[i].startsWith('-')) found.folder = given[i];
  }
  return found;
}
