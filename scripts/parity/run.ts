// Runs fixtures and says what came out: one at a time for the tests, a folder at a time for the command.

import { basename } from 'node:path';
import { checkExpectations, requireCompanion } from './companions.ts';
import { type Fixture, fixtureFiles, readFixture, skippedEntries } from './fixture.ts';
import { judge } from './judge.ts';
import { kinds } from './kinds/index.ts';

export interface Verdict {
  readonly name: string;
  readonly kind: string;
  readonly passed: boolean;
  /** Largest error over its tolerance of all tensors; Infinity where the case broke. */
  readonly ratio: number;
  /** The tensor with that error, or what broke. */
  readonly worst: string;
}

/** Runs one case. An unknown kind, an error on the way, a missing output and a companion that differs are failures. */
export function runFixture(path: string): Verdict {
  const name = basename(path).replace(/\.json$/i, '');
  let fixture: Fixture;
  try {
    fixture = readFixture(path);
  } catch (error) {
    return { name, kind: '?', passed: false, ratio: Infinity, worst: messageOf(error) };
  }
  const { kind } = fixture;
  try {
    const run = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (!run) throw new Error(`the kind "${kind}" is unknown`);
    requireCompanion(path, fixture);
    const computed = run(fixture);
    if (Object.keys(fixture.outputs).length === 0) throw new Error('the fixture asks for no outputs');
    if (computed.loss !== undefined && Object.keys(fixture.grads).length === 0)
      throw new Error('the fixture has a loss but asks for no gradients');
    const [worst] = judge(fixture, computed);
    if (!worst) throw new Error('the fixture asks for nothing');
    const passed = worst.ratio <= 1;
    return {
      name,
      kind,
      passed,
      ratio: worst.ratio,
      worst: passed ? worst.tensor : `${worst.tensor}: ${worst.detail}`,
    };
  } catch (error) {
    return { name, kind, passed: false, ratio: Infinity, worst: messageOf(error) };
  }
}

/**
 * Runs every case of a folder, and writes failures, a summary of each kind, and as last line `N passed, M failed`.
 * @returns whether there were cases and all of them passed
 */
export function runFolder(folder: string, write: (line: string) => void): boolean {
  const verdicts: Verdict[] = [];
  for (const path of fixtureFiles(folder)) {
    const verdict = runFixture(path);
    verdicts.push(verdict);
    if (!verdict.passed)
      write(`FAIL ${verdict.name} (${verdict.kind}): ${ratioText(verdict.ratio)}${verdict.worst}`);
  }
  const skipped = skippedEntries(folder);
  if (skipped.length > 0) write(`Not looked at: ${skipped.join(', ')}`);
  if (verdicts.length === 0) write(`There is no fixture in ${folder}.`);
  for (const kind of [...new Set(verdicts.map((verdict) => verdict.kind))].sort()) {
    const own = verdicts.filter((verdict) => verdict.kind === kind);
    const worst = own.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    const passed = own.filter((verdict) => verdict.passed).length;
    const where = worst.passed ? `${worst.name}, ${worst.worst}` : worst.name;
    write(
      `${kind}: ${passed} of ${own.length} passed, worst error/tolerance ${worst.ratio.toFixed(3)} (${where})`,
    );
  }
  const files = checkExpectations(folder);
  for (const { name, problem } of files)
    write(problem ? `FAIL ${name}: ${problem}` : `${name}: every tensor as expected`);
  const failed = verdicts.filter((verdict) => !verdict.passed).length;
  const misread = files.filter(({ problem }) => problem).length;
  // Files without a case of their own count only when they fail: N is the number of cases.
  write(`${verdicts.length - failed} passed, ${failed + misread} failed`);
  return verdicts.length > 0 && failed + misread === 0;
}

function ratioText(ratio: number): string {
  return ratio < Infinity ? `${ratio.toPrecision(3)} times its tolerance, ` : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
