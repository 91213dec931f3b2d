// A table for people.

/** Columns padded to their widest cell, the first to the left, the others to the right, under a header and a rule. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = (line: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = line[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [text(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(text)].join('\n');
}
