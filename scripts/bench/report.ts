// What the benchmark writes: results as JSON lines on standard output, everything for people on the error stream.

export function writeLine(result: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function sayIf(text: string | undefined): void {
  if (text !== undefined) say(text);
}

/** To so many significant digits, as a number. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}
