// What a fixture must be before anything is compared: a number where a number is meant, for otherwise `null` would pass as 0.

const fields = ['name', 'kind', 'config', 'params', 'inputs', 'outputs', 'grads', 'loss', 'tolerance'];

/** @throws naming the first field that is missing or is not what fixtures have there */
export function requireFixture(file: string, parsed: unknown): void {
  const fixture = isRecord(parsed) ? parsed : {};
  const missing = fields.filter((field) => !(field in fixture));
  if (missing.length > 0) throw new Error(`${file} is not a fixture: it has no ${missing.join(', ')}`);
  const wrong = problemOf(fixture);
  if (wrong) throw new Error(`${file} is not a fixture: ${wrong}`);
}

function problemOf(fixture: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof fixture.kind !== 'string') return 'kind must be a text';
  if (!isRecord(fixture.config)) return 'config must be an object';
  if (!isNumber(fixture.loss)) return 'loss must be a number';
  for (const group of ['params', 'inputs', 'outputs', 'grads']) {
    const tensors = fixture[group];
    if (!isRecord(tensors)) return `${group} must be an object of tensors`;
    for (const [name, tensor] of Object.entries(tensors)) {
      const wrong = tensorProblem(tensor);
      if (wrong) return `${group} ${name}: ${wrong}`;
    }
  }
  return toleranceProblem(fixture.tolerance);
}

function tensorProblem(tensor: unknown): string | undefined {
  if (!isRecord(tensor)) return 'must be a tensor';
  const { shape, data } = tensor;
  const isCount = (size: unknown) => Number.isSafeInteger(size) && (size as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(isCount)) return 'shape must be a list of whole numbers';
  if (!Array.isArray(data)) return 'data must be a list';
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  if (data.length !== size) return `${data.length} numbers for the shape (${shape.join(', ')})`;
  const wrong = data.findIndex((value) => !isNumber(value));
  return wrong < 0 ? undefined : `element ${wrong} must be a number, not ${JSON.stringify(data[wrong])}`;
}

function toleranceProblem(tolerance: unknown): string | undefined {
  if (!isRecord(tolerance)) return 'tolerance must be an object';
  const { outputs, grads, loss, elem_rel: relative = {} } = tolerance;
  if (!isLimit(loss)) return 'tolerance loss must be a number from 0 up';
  for (const [group, limits] of Object.entries({ outputs, grads, elem_rel: relative })) {
    if (!isRecord(limits)) return `tolerance ${group} must be an object of numbers`;
    const [wrong] = Object.entries(limits).find(([, limit]) => !isLimit(limit)) ?? [];
    if (wrong !== undefined) return `tolerance ${group} ${wrong} must be a number from 0 up`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isLimit(value: unknown): boolean {
  return isNumber(value) && value >= 0;
}
