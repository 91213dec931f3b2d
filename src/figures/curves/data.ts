// The curves' twin: loss at every step, held-out accuracy where it was measured. The table has a few of the steps.
import type { Series } from '../../geometry/curve.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { FigureData } from '../frame/DataTable.tsx';
import { type Measured, type Reading, readAt, tableOf } from './reading.ts';

const tableRows = 40;

export function curveData(
  losses: Series,
  accuracy: readonly Measured[],
  words: Messages['figures']['curve'],
): FigureData {
  const row = ({ step, loss, accuracy: measured }: Reading) => [
    step,
    loss ?? '',
    measured?.step === step ? measured.value : '',
  ];
  const formats = [words.stepValue, words.lossValue, words.accuracyValue];
  return {
    caption: words.title,
    columns: [words.step, words.tableLoss, words.tableAccuracy],
    rows: Array.from({ length: losses.length + 1 }, (_, step) => row(readAt(losses, accuracy, step))),
    few: tableOf(losses, accuracy, tableRows).map(row),
    format: (value, column) => formats[column]?.(value) ?? '',
  };
}
