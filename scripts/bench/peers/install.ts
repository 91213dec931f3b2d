// Packages of peers, in a folder of the benchmark's own: the project neither lists nor holds them.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../report.ts';

/** Name and exact version of each package. */
export type Packages = Readonly<Record<string, string>>;

/**
 * Installs what is not there yet.
 * @param name of the folder
 * @returns the folder, or why npm could not
 */
export function install(name: string, packages: Packages): { folder: string } | string {
  const folder = join(tmpdir(), `unrolled-bench-${process.getuid?.() ?? 'peers'}`, name);
  const missing = Object.entries(packages).filter(([own, version]) => installed(folder, own) !== version);
  if (missing.length === 0) return { folder };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const wanted = Object.entries(packages).map(([own, version]) => `${own}@${version}`);
  say(`Installing ${wanted.join(' ')} into ${folder}.`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0 ? { folder } : `npm could not install ${wanted.join(' ')}`;
}

function installed(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version;
}
