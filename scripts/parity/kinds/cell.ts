// cell: one step of a cell, written in primitive ops.

import { type CellId, cells } from '../../../src/models/cells/registry.ts';
import { Bench } from '../bench.ts';
import type { Fixture } from '../fixture.ts';
import type { Computed } from './kind.ts';

export function cell(fixture: Fixture): Computed {
  const bench = new Bench(fixture);
  const parameters = bench.parameters();
  const bias = (name: string) => (name in fixture.params ? parameters.get(name) : undefined);
  const weights = {
    weightIh: parameters.get('weight_ih'),
    weightHh: parameters.get('weight_hh'),
    biasIh: bias('bias_ih'),
    biasHh: bias('bias_hh'),
  };
  const name = fixture.config.cell as CellId;
  if (!Object.hasOwn(cells, name)) throw new Error(`the cell "${name}" is unknown`);
  const own = cells[name];
  const state = ['h', 'c'].slice(0, own.states.length).map((name) => bench.input(name));
  const [hidden, kept] = own.step(bench.tape, bench.input('x'), state, weights);
  if (!hidden) throw new Error(`${own.id} gave no state`);
  const outputs = { h_next: hidden, ...(kept ? { c_next: kept } : {}) };
  return bench.finish(outputs, bench.cotangentLoss(outputs), parameters);
}
