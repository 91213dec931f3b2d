import { assertDeterminism } from './determinism.ts';

assertDeterminism('Chromium');
