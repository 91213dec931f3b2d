// Libraries in JavaScript: TensorFlow.js on its two backends for every machine, and jax-js.

import { fileURLToPath } from 'node:url';
import { install, type Packages } from './install.ts';
import type { Command, Peer } from './peer.ts';

/** @param backend words between the folder of packages and that of the shape */
function inNode(id: string, label: string, script: string, packages: Packages, ...backend: string[]): Peer {
  const program = fileURLToPath(new URL(`js/${script}`, import.meta.url));
  return {
    id,
    label,
    prepare() {
      const found = install(script.replace('.mjs', ''), packages);
      if (typeof found === 'string') return Promise.resolve(found);
      return Promise.resolve<Command>((folder) => [
        process.execPath,
        program,
        found.folder,
        ...backend,
        folder,
      ]);
    },
  };
}

const TFJS = '4.22.0';
const tensorflow: Packages = {
  '@tensorflow/tfjs': TFJS,
  '@tensorflow/tfjs-backend-wasm': TFJS,
};

export const tfjsWasm = inNode('tfjs-wasm', 'TensorFlow.js (wasm)', 'tfjs.mjs', tensorflow, 'wasm');
export const tfjsCpu = inNode('tfjs-cpu', 'TensorFlow.js (cpu)', 'tfjs.mjs', tensorflow, 'cpu');
export const jax = inNode('jax', 'jax-js (wasm)', 'jax.mjs', { '@jax-js/jax': '0.1.25' });
