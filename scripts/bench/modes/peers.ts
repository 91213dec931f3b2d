// --peers: the shapes against other libraries, in turns, after making sure that all compute the same losses.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireVariants } from '../availability.ts';
import { SHORTEST, tooLittle } from '../chance.ts';
import { compete, type Standing } from '../contest.ts';
import { Local, locals } from '../local.ts';
import type { Mode } from '../mode.ts';
import type { BenchOptions } from '../options.ts';
import { writeShape } from '../peers/exchange.ts';
import type { Command } from '../peers/peer.ts';
import { PeerProcess } from '../peers/process.ts';
import { type PeerId, peers } from '../peers/registry.ts';
import { rounded, say, sayIf, writeLine } from '../report.ts';
import { largestDifference } from '../statistics.ts';
import { table } from '../table.ts';
import type { VariantId } from '../variants.ts';
import { type ShapeId, shapes } from '../workloads/shapes.ts';

/** Losses of the first updates must be alike, relative to ours: float32, but summed in other orders. */
const COMPARED = 5;
const TOLERANCE = 1e-4;

interface Opponent {
  readonly process: PeerProcess;
  /** Largest difference of the first losses, relative to ours. */
  readonly difference: number;
}

export const peersMode: Mode = {
  flag: 'peers',
  help: `against other libraries: PyTorch where a python3 has torch; tfjs and jax-js, installed in the system's
temporary folder. Ratios of interleaved runs, after comparing the losses of the first ${COMPARED} updates,
which must agree to ${TOLERANCE} relative; exit 1 if they do not`,
  takes: ['shapes', 'secs', 'rounds', 'against', 'variant'],
  async run(options) {
    await requireVariants(options.variant);
    const commands: [PeerId, Command][] = [];
    for (const id of options.against) {
      const prepared = await peers[id].prepare();
      if (typeof prepared === 'string') say(`Without ${peers[id].label}: ${prepared}.`);
      else commands.push([id, prepared]);
    }
    if (commands.length === 0) {
      say('There is no peer to compare with.');
      return 1;
    }
    const rows: string[][] = [];
    const strangers: string[] = [];
    for (const shape of options.shapes) {
      const folder = mkdtempSync(join(tmpdir(), 'unrolled-bench-'));
      try {
        writeShape(folder, shapes[shape]);
        const opponents = await opponentsOf(shape, folder, commands, options);
        const ours = await locals(shape, options.variant);
        const standings = await compete(
          [...ours, ...opponents.map(({ process }) => process)],
          options.secs,
          options.rounds,
        );
        await Promise.all(opponents.map(({ process }) => process.stop()));
        for (const own of standings.slice(0, ours.length))
          opponents.forEach((opponent, index) => {
            rows.push(report(shape, own, standings[ours.length + index] as Standing, opponent));
            if (!(opponent.difference <= TOLERANCE)) strangers.push(`${opponent.process.name} on ${shape}`);
          });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    say(
      table(
        ['shape', 'ours', 'steps/s', 'peer', 'steps/s', 'ratio', 'by CPU time', 'first losses within'],
        rows,
      ),
    );
    sayIf(tooLittle(options.secs / options.rounds, SHORTEST.training, options.rounds));
    if (strangers.length === 0) return 0;
    say(`Other losses than ours, so not the same work: ${[...new Set(strangers)].join(', ')}.`);
    return 1;
  },
};

/** Starts the peers, and lets each make the first updates. */
async function opponentsOf(
  shape: ShapeId,
  folder: string,
  commands: readonly (readonly [PeerId, Command])[],
  { variant }: BenchOptions,
): Promise<Opponent[]> {
  const expected = (await Local.create(shape, variant[0] as VariantId, true)).losses(COMPARED);
  const opponents: Opponent[] = [];
  for (const [id, command] of commands) {
    try {
      const process = await PeerProcess.start(id, command(folder));
      const difference = largestDifference(expected, await process.losses(COMPARED));
      opponents.push({ process, difference });
    } catch (error) {
      say(`Without ${peers[id].label} on ${shape}: ${error instanceof Error ? error.message : error}.`);
    }
  }
  return opponents;
}

/** Writes one pairing as a JSON line. @returns its row of the table */
function report(shape: ShapeId, own: Standing, peer: Standing, { process, difference }: Opponent): string[] {
  const ratios = (['wall', 'cpu'] as const).map((clock) => rounded(own.ratioTo(peer, clock), 3));
  const speeds = [own, peer].map((standing) => rounded(standing.rate('wall')));
  writeLine({
    shape,
    variant: own.name,
    steps_per_s: speeds[0],
    steps_per_cpu_s: rounded(own.rate('cpu')),
    peer: peer.name,
    peer_version: process.version,
    peer_steps_per_s: speeds[1],
    peer_steps_per_cpu_s: rounded(peer.rate('cpu')),
    ratio: ratios[0],
    ratio_cpu: ratios[1],
    loss_difference: rounded(difference, 2),
    tolerance: TOLERANCE,
  });
  return [
    shape,
    own.name,
    `${speeds[0]}`,
    peer.name,
    `${speeds[1]}`,
    ...ratios.map(String),
    difference.toExponential(1),
  ];
}
