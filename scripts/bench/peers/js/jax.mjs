// The shapes in jax-js on WebAssembly, the whole update jitted: node jax.mjs PACKAGES FOLDER. An embedding is a product
// with one-hot rows. Its arrays are counted by hand: `ref` keeps one for another use, being an argument uses it up.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { losses } from './models.mjs';
import { oneHot, readShape, serve } from './serve.mjs';

const [packages, folder] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const entry = require.resolve('@jax-js/jax').replace(/\.cjs$/, '.js');
const { init, defaultDevice, numpy: np, nn, jit, valueAndGrad } = await import(pathToFileURL(entry).href);
await init('wasm');
defaultDevice('wasm');

const { shape, learningRate, parameters, batches } = readShape(folder);
const [BETA1, BETA2, EPS] = [0.9, 0.999, 1e-8];
const array = (data, sizes) => np.array(data).reshape(sizes);

const on = {
  matmul: (a, b) => np.matmul(a.ref, b.ref),
  matmulT: (a, b) => np.matmul(a.ref, np.matrixTranspose(b.ref)),
  add: (a, b) => a.ref.add(b.ref),
  sub: (a, b) => a.ref.sub(b.ref),
  mul: (a, b) => a.ref.mul(b.ref),
  scale: (a, by) => a.ref.mul(by),
  tanh: (a) => np.tanh(a.ref),
  sigmoid: (a) => nn.sigmoid(a.ref),
  relu: (a) => nn.relu(a.ref),
  softmax: (a) => nn.softmax(a.ref, -1),
  mean: (a) => np.mean(a.ref, -1, { keepdims: true }),
  inverseRoot: (a, eps) => np.reciprocal(np.sqrt(a.ref.add(eps))),
  reshape: (a, sizes) => a.ref.reshape(sizes),
  permute: (a, order) => np.transpose(a.ref, order),
  split: (a, parts, axis) => np.split(a.ref, parts, axis),
  joinRows: (list) =>
    np.concatenate(
      list.map((one) => one.ref),
      0,
    ),
  constant: array,
  embed: (table, hot) => np.matmul(hot.ref, table.ref),
  crossEntropy: (logits, hot) =>
    nn
      .logSoftmax(logits.ref, -1)
      .mul(hot.ref)
      .sum()
      .mul(-1 / hot.shape[0]),
};

const lossOf = (weights, batch) => losses[shape.kind](on, shape, weights, batch);
const each = (tree, make) => Object.fromEntries(Object.keys(tree).map((name) => [name, make(name)]));

const update = jit((weights, first, second, batch, corrections) => {
  const [loss, gradients] = valueAndGrad(lossOf)(weights, batch);
  const m = each(weights, (name) => first[name].ref.mul(BETA1).add(gradients[name].ref.mul(1 - BETA1)));
  const v = each(weights, (name) =>
    second[name].ref.mul(BETA2).add(gradients[name].ref.mul(gradients[name].ref).mul(1 - BETA2)),
  );
  const next = each(weights, (name) => {
    const root = np.sqrt(v[name].ref.div(corrections.second.ref)).add(EPS);
    return weights[name].ref.sub(m[name].ref.div(corrections.first.ref).div(root).mul(learningRate));
  });
  return { loss, weights: next, first: m, second: v };
});

const zeros = () => each(parameters, (name) => np.zeros(parameters[name].shape));
let state = {
  weights: each(parameters, (name) => array(parameters[name].data, parameters[name].shape)),
  first: zeros(),
  second: zeros(),
};
const prepared = batches.map((batch) =>
  each(batch, (name) => {
    const ids = batch[name];
    return array(oneHot(ids, shape.vocabulary), [ids.length, shape.vocabulary]);
  }),
);
let count = 0;

const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
await serve(version, () => {
  const batch = prepared[count % prepared.length];
  count += 1;
  const corrections = { first: np.array(1 - BETA1 ** count), second: np.array(1 - BETA2 ** count) };
  const { loss, ...next } = update(
    state.weights,
    state.first,
    state.second,
    each(batch, (name) => batch[name].ref),
    corrections,
  );
  state = next;
  return loss.js();
});
