// The one line of words under the picture.
import type { UnitSpot } from '../../geometry/lab/unrolled.ts';
import { beatAt, shareBeat, stateBeat, timeBack, timeOf } from '../../geometry/lab/unrolledBeats.ts';
import type { LabMessages } from '../../i18n/useLabMessages.ts';
import { tensorAt } from '../lab/quantities.ts';
import type { Lit } from './Column.tsx';
import { type Drawn, hasGradient, isCut, weightSymbol, whichWeight } from './drawn.ts';
import type { AlongGradient } from './shares.ts';

type Words = LabMessages['unrolled'];

/** What is said of the place under the cursor. */
export function placeWords(drawn: Drawn, spot: UnitSpot, beat: number, m: Words): string {
  const { row, t, unit } = spot;
  const { trace, rows, shape, state } = drawn;
  const own = rows[row];
  const id = own?.states[t];
  if (!own || id === undefined) return '';
  const { layer, direction } = own.traced;
  const place = m.layerName(layer, direction === 'backward');
  const word = trace.labels[t] ?? '';
  if (beat < stateBeat(shape, layer, direction, t)) return m.future(place, word);
  const { values, gradient } = tensorAt(trace, id);
  const symbol = m.symbol[state];
  const said = m.unit(place, symbol, unit, word, values[unit] ?? Number.NaN);
  return hasGradient(drawn, spot, beat)
    ? `${said}${m.unitGradient(symbol, gradient?.[unit] ?? 0)}.`
    : `${said}.`;
}

/** What is said of a weight whose copies are lit. */
export function litWords(drawn: Drawn, { row, which }: Lit, m: Words): string {
  const shares = drawn.rows[row]?.traced.shares.find(
    ({ weight }) => whichWeight(tensorAt(drawn.trace, weight).name) === which,
  );
  if (!shares) return '';
  const [rows = 0, columns = 0] = tensorAt(drawn.trace, shares.weight).shape;
  return m.shared(weightSymbol(which), rows, columns, drawn.shape.steps);
}

/** What a beat shows, in a few words. */
export function beatWords({ trace, shape }: Drawn, index: number, m: Words): string {
  const beat = beatAt(shape, index);
  const word = (t: number) => trace.labels[t] ?? '';
  if (beat.phase === 'loss') return m.beats.loss;
  if (beat.phase === 'share') return m.beats.share(word(timeBack(shape.steps, 'forward', beat.at)));
  if (beat.phase === 'forward')
    return m.beats.forward(beat.layer, word(timeOf(shape.steps, 'forward', beat.at)));
  return m.beats.backward(beat.layer, word(timeBack(shape.steps, 'forward', beat.at)));
}

/** @param place the row whose weights' gradients are put together */
export function readout(
  drawn: Drawn,
  index: number,
  place: number,
  shares: readonly AlongGradient[],
  m: Words,
): string {
  const { trace, shape, rows } = drawn;
  const beat = beatAt(shape, index);
  if (beat.phase === 'loss') {
    const count = trace.losses.filter((loss) => !Number.isNaN(loss)).length;
    return m.loss(trace.loss, count);
  }
  if (beat.phase === 'share') return shareWords(drawn, index, place, shares, m);
  if (beat.phase === 'forward') {
    const t = timeOf(shape.steps, 'forward', beat.at);
    const said = [m.reads(beat.layer, trace.labels[t] ?? '', t, shape.steps)];
    if (beat.layer === shape.layers - 1 && shape.directions === 1) said.push(...judgedWords(drawn, t, m));
    if (!shape.gradients && index === shape.layers * shape.steps - 1) said.push(m.unfinished);
    return said.join(' ');
  }
  return rows
    .filter(({ traced }) => traced.layer === beat.layer)
    .map((row) => backWords(drawn, row, timeBack(shape.steps, row.traced.direction, beat.at), m))
    .join(' ');
}

function judgedWords({ trace }: Drawn, t: number, m: Words): string[] {
  const said = trace.outputs[t];
  const wanted = trace.targets[t] ?? null;
  const loss = trace.losses[t] ?? Number.NaN;
  if (!said) return [];
  const [best] = said.kind === 'classes' ? said.best : [];
  const first =
    said.kind === 'numbers' ? m.saysNumber(said.text) : best ? m.says(best.word, best.probability) : '';
  if (wanted === null) return [first];
  return [first, (said.kind === 'numbers' ? m.judgedNumber : m.judged)(wanted, loss)];
}

function backWords(drawn: Drawn, { traced, parts }: Drawn['rows'][number], t: number, m: Words): string {
  const { trace, state, shape } = drawn;
  const [whole = 0, time = 0, above = 0] = [parts.whole[t], parts.throughTime[t], parts.fromAbove[t]];
  const backward = traced.direction === 'backward';
  const begin = m.back(traced.layer, backward, trace.labels[t] ?? '', m.symbol[state], whole);
  const edge = backward ? t : t + 1;
  const cut = edge < shape.steps && isCut(trace.request.truncation, edge) ? ` ${m.isCut}` : '';
  const tail =
    whole === 0
      ? m.nothingBack
      : time > 0 && above > 0
        ? m.parts(time, above, m.others[state])
        : time > 0
          ? m.onlyTime
          : m.onlyOther(m.others[state]);
  return `${begin}${tail}${cut}`;
}

function shareWords(
  { trace, shape, rows }: Drawn,
  index: number,
  place: number,
  shares: readonly AlongGradient[],
  m: Words,
): string {
  const direction = rows[place]?.traced.direction ?? 'forward';
  const beat = beatAt(shape, index);
  const t = timeBack(shape.steps, direction, 'at' in beat ? beat.at : 0);
  return shares
    .map(({ weight, along, norm }) => {
      const sum = along.reduce(
        (total, value, step) => (index >= shareBeat(shape, direction, step) ? total + value : total),
        0,
      );
      const symbol = `∂L/∂${weightSymbol(whichWeight(weight.name))}`;
      return m.share(trace.labels[t] ?? '', symbol, along[t] ?? 0, sum, norm);
    })
    .join(' ');
}
