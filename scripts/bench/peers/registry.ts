// The peers there are. A new one is one file that starts a process (exchange.ts says what it must understand) and one line here.

import type { Peer } from './peer.ts';
import { torch } from './torch.ts';

export const peers = { torch } as const satisfies Record<string, Peer>;

export type PeerId = keyof typeof peers;

export const peerIds = Object.keys(peers) as PeerId[];
