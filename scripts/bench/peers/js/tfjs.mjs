// The shapes in TensorFlow.js: node tfjs.mjs PACKAGES wasm|cpu FOLDER. PACKAGES has a node_modules with tfjs and its
// wasm backend. That backend has no gradient for gather, so the table's is a product with one-hot rows.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { losses } from './models.mjs';
import { oneHot, readShape, serve } from './serve.mjs';

const [packages, backend, folder] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const tf = require('@tensorflow/tfjs'); // with the cpu backend, and all gradients
tf.enableProdMode(); // no checks of its own, no greeting
if (backend === 'wasm') {
  const plugin = '@tensorflow/tfjs-backend-wasm';
  require(plugin).setWasmPaths(`${dirname(require.resolve(plugin))}/`);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}
await tf.setBackend(backend);

const { shape, learningRate, parameters, batches } = readShape(folder);

const on = {
  matmul: (a, b) => tf.matMul(a, b),
  matmulT: (a, b) => tf.matMul(a, b, false, true),
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  scale: (a, by) => tf.mul(a, by),
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  relu: tf.relu,
  softmax: (a) => tf.softmax(a),
  mean: (a) => tf.mean(a, -1, true),
  inverseRoot: (a, eps) => tf.rsqrt(tf.add(a, eps)),
  reshape: tf.reshape,
  permute: tf.transpose,
  split: tf.split, // its gradient joins the parts; that of a slice pads each to the whole
  joinRows: (list) => tf.concat(list, 0),
  constant: (values, sizes) => tf.tensor(values, sizes),
  embed,
  crossEntropy: (logits, { hot }) => tf.losses.softmaxCrossEntropy(hot, logits),
};

function embed(table, { ids, hot }) {
  return tf.customGrad((rows) => ({
    value: tf.gather(rows, ids),
    gradFunc: (dy) => tf.matMul(hot, dy, true, false),
  }))(table);
}

const weights = Object.fromEntries(
  Object.entries(parameters).map(([name, { data, shape: sizes }]) => [
    name,
    tf.variable(tf.tensor(data, sizes), true, name),
  ]),
);
const prepared = batches.map((batch) =>
  Object.fromEntries(
    Object.entries(batch).map(([name, values]) => {
      // Not tf.oneHot: on wasm it writes integers where it was asked for float32.
      const hot = tf.tensor(oneHot(values, shape.vocabulary), [values.length, shape.vocabulary]);
      return [name, { ids: tf.tensor1d(values, 'int32'), hot }];
    }),
  ),
);
const optimiser = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
let count = 0;

await serve(`${tf.version.tfjs} ${backend}`, () => {
  const batch = prepared[count % prepared.length];
  count += 1;
  const loss = optimiser.minimize(
    () => losses[shape.kind](on, shape, weights, batch),
    true,
    Object.values(weights),
  );
  const [value] = loss.dataSync();
  loss.dispose();
  return value;
});
