import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { noteBundled } from './build/bundled';
import { ccxtFiles, commonjs, inputs, lanes, native } from './build/lanes';
import { trayIcons } from './build/trayIcons';
import { operationsFor } from './core/contract/contract';

/** The desktop app, in two builds: `--mode app` for the current Electron, `--mode evaluation` with lowered syntax. */
export default defineConfig(({ mode }) => {
  const lane = mode === 'evaluation' ? lanes.evaluation : lanes.app;
  return {
    main: {
      plugins: [noteBundled(), trayIcons()],
      resolve: { alias: [ccxtFiles, ...lane.alias] },
      build: {
        target: lane.node,
        rolldownOptions: { input: inputs('desktop'), external: native, output: commonjs },
      },
    },
    preload: {
      plugins: [noteBundled()],
      // Names alone, so that the preload need not carry the contract's schemas.
      define: { windowOperations: JSON.stringify(operationsFor('window')) },
      build: {
        target: lane.node,
        // A sandboxed preload can require nothing but Electron, so it is one file with everything in it.
        externalizeDeps: false,
        rolldownOptions: { input: inputs('preload'), output: { ...commonjs, codeSplitting: false } },
      },
    },
    renderer: {
      root: 'renderer',
      base: './',
      plugins: [react(), noteBundled()],
      css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: lane.lightningcss } } },
      build: {
        target: lane.chrome,
        cssTarget: lane.chrome,
        // What is read at every start is kept short. It comes from the disk, so there is nothing to split it for.
        minify: true,
        chunkSizeWarningLimit: 2000,
        // The content security policy allows no data: URLs and no inline script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: inputs('renderer') },
      },
    },
  };
});
