/** Runs the task after so many milliseconds, unless the returned function is called before. */
export function pageTimer(milliseconds: number, task: () => void): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
}
