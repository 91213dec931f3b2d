import type { Clock } from './runParts.ts';

/** A worker's real time. Turns by messages to ourselves: a nested setTimeout(0) would cost at least 4 ms each time. */
export function workerClock(): Clock {
  const tasks: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => tasks.shift()?.();
  return {
    now: () => performance.now(),
    soon: (task) => {
      tasks.push(task);
      channel.port2.postMessage(null);
    },
    later: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
