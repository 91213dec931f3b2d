import { assertLabDeterminism } from './determinism.ts';

assertLabDeterminism('Chromium');
