// The worker and all that it imports as scripts for a browser, in memory, made as the app's own build makes them.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const WORKER = 'bench.worker.js';

/** @returns each script by its file name; the one to start is WORKER */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: {
        input: fileURLToPath(new URL('bench.worker.ts', import.meta.url)),
        output: { entryFileNames: WORKER, chunkFileNames: '[name].js' },
      },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return new Map(outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one.code]] : [])));
}
