// The store of the one run that the page shows.
export type * from './runState.ts';
