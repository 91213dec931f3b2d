// The peers there are. A new one is one file that starts a process (exchange.ts says what it must understand) and one
// line here.

import { jax, tfjsCpu, tfjsWasm } from './javascript.ts';
import type { Peer } from './peer.ts';
import { torch } from './torch.ts';

export const peers = { torch, 'tfjs-wasm': tfjsWasm, 'tfjs-cpu': tfjsCpu, jax } as const satisfies Record<
  string,
  Peer
>;

export type PeerId = keyof typeof peers;

export const peerIds = Object.keys(peers) as PeerId[];
