// Vite plugin: compiles the kernels before a build, a test run or the development server, and again when one changes.
import { relative } from 'node:path';
import { buildKernels, kernelsFolder } from './build-wasm.mjs';

/** @returns {import('vite').Plugin} */
export default function kernels() {
  return {
    name: 'unrolled-kernels',
    async buildStart() {
      await buildKernels();
    },
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (relative(kernelsFolder, file).startsWith('..')) return;
        buildKernels().catch((error) => server.config.logger.error(String(error.message)));
      });
    },
  };
}
