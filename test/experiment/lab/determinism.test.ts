import { assertLabDeterminism } from './determinism.ts';

assertLabDeterminism('Node');
