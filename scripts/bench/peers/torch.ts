// PyTorch, where a Python with it is found. Nothing is installed for it: python3-torch is a package of the system.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command, Peer } from './peer.ts';

const script = fileURLToPath(new URL('pytorch.py', import.meta.url));
const pythons = ['python3', '/usr/bin/python3', 'python'];

export const torch: Peer = {
  id: 'torch',
  label: 'PyTorch, one thread',
  prepare() {
    const found = pythons.find(
      (python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
    );
    if (!found) return Promise.resolve(`no Python with torch was found (tried ${pythons.join(', ')})`);
    return Promise.resolve<Command>((folder) => [found, script, folder]);
  },
};
