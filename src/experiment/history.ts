// What a run remembers of its way: the loss of every update and the judgements on held-out examples.

export class History<Judgement extends { readonly step: number }> {
  private values = new Float32Array(256);
  private length = 0;
  private judged: Judgement[] = [];

  /** losses[k] belongs to update k. A view: valid until the next addition. */
  get losses(): Float32Array {
    return this.values.subarray(0, this.length);
  }

  get evaluations(): readonly Judgement[] {
    return this.judged;
  }

  addLoss(loss: number): void {
    if (this.length === this.values.length) {
      const larger = new Float32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = loss;
  }

  addEvaluation(evaluation: Judgement): void {
    this.judged = [...this.judged.filter((other) => other.step < evaluation.step), evaluation];
  }

  replace(losses: Float32Array, evaluations: readonly Judgement[]): void {
    this.values = new Float32Array(Math.max(256, losses.length * 2));
    this.values.set(losses);
    this.length = losses.length;
    this.judged = [...evaluations];
  }
}
