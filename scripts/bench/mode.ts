// What a mode of the benchmark is; modes.ts lists them.

import type { BenchOptions } from './options.ts';

export interface Mode {
  /** Its flag, without dashes. */
  readonly flag: string;
  /** Lines for --help, without the flag. */
  readonly help: string;
  /** Which of the options it reads; others are refused. */
  readonly takes: readonly OptionName[];
  /** Writes JSON lines to standard output, words to the error stream. @returns the exit code */
  run(options: BenchOptions): Promise<number>;
}

export type OptionName = keyof BenchOptions;
