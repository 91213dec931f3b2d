// A figure's data as CSV (RFC 4180): comma, CRLF, quotes where needed. Numbers are written in full, with a point.
import type { FigureData } from '../DataTable.tsx';

/** A spreadsheet must not take a learner's word for a formula. */
const risky = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = risky.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv({ columns, rows }: FigureData): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
