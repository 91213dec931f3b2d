import { assertDeterminism } from './determinism.ts';

assertDeterminism('Node');
