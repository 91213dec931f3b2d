// Another library that can train the shapes; registry.ts lists them.

/** The command that trains what a folder describes (exchange.ts). */
export type Command = (folder: string) => readonly string[];

export interface Peer {
  readonly id: string;
  /** As words name it. */
  readonly label: string;
  /**
   * Finds the library, or installs it in a folder of the benchmark's own.
   * @returns how to start it, or why that cannot be
   */
  prepare(): Promise<Command | string>;
}
