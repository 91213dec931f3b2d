// The measurements there are. A new one is one file and one line here; the first is what happens without a flag.

import type { Mode } from './mode.ts';
import { browser } from './modes/browser.ts';
import { explain } from './modes/explain.ts';
import { frames } from './modes/frames.ts';
import { growth } from './modes/growth.ts';
import { kernels } from './modes/kernels.ts';
import { memory } from './modes/memory.ts';
import { peersMode } from './modes/peers.ts';
import { profile } from './modes/profile.ts';
import { speed } from './modes/speed.ts';

export const modes: readonly Mode[] = [
  speed,
  browser,
  peersMode,
  growth,
  kernels,
  profile,
  frames,
  memory,
  explain,
];
