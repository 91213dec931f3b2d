// A peer in a process of its own, as a contestant: it waits while others run.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Contestant } from '../contest.ts';
import type { Round } from '../stopwatch.ts';

export class PeerProcess implements Contestant {
  readonly name: string;
  /** Of the library, as it says itself. */
  readonly version: string;
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  private constructor(name: string, version: string, child: ChildProcess, lines: AsyncIterator<string>) {
    this.name = name;
    this.version = version;
    this.child = child;
    this.lines = lines;
  }

  /** @throws Error with what the process wrote when it ends instead of answering */
  static async start(name: string, command: readonly string[]): Promise<PeerProcess> {
    const [program = '', ...rest] = command;
    const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => {}); // the process has ended: the missing answer tells
    const failed = once(child, 'error').then(([error]) => Promise.reject(error));
    const lines = (createInterface({ input: child.stdout }) as Interface)[Symbol.asyncIterator]();
    const { version } = (await Promise.race([answer(name, lines), failed])) as { version: string };
    return new PeerProcess(name, version, child, lines);
  }

  /** Of the next `count` updates. */
  async losses(count: number): Promise<number[]> {
    const { losses } = (await this.ask({ ask: 'losses', count })) as { losses: number[] };
    return losses;
  }

  async run(seconds: number): Promise<Round> {
    return (await this.ask({ ask: 'run', seconds })) as Round;
  }

  /** Lets the process end, and waits for it. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }

  private ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    return answer(this.name, this.lines);
  }
}

/** The next line that is an answer: libraries greet on standard output too. */
async function answer(name: string, lines: AsyncIterator<string>): Promise<unknown> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended without an answer`);
    if (value.startsWith('{')) return JSON.parse(value);
  }
}
