// How long the tasks of the page's main thread took, from a trace of Chromium.

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Of those, how many the thread ran; the others went to neighbours. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** In milliseconds. */
export interface Task {
  readonly wall: number;
  /** What it took of the processor: all that counts where others use it as well. */
  readonly cpu: number;
}

/** What has to be recorded for `mainThreadTasks`. */
export const CATEGORIES = ['toplevel', '__metadata'];

/**
 * @param trace as Chromium writes it
 * @returns every task of the renderer's main thread that took 0.1 ms or more
 * @throws Error when there is no such thread in it
 */
export function mainThreadTasks(trace: string): Task[] {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] };
  const named = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  if (named.length === 0) throw new Error('the trace has no main thread of a page');
  const threads = new Set(named.map(place));
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && threads.has(place(event)))
    .map(({ dur = 0, tdur = dur }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
    .filter(({ wall }) => wall >= 0.1);
}

function place({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}
