// The shapes' losses over any library of arrays. `on` is that library behind the few functions used here: matmul,
// matmulT (a·bᵀ on the last two dimensions), add, sub, mul (broadcasting), scale, tanh, sigmoid, relu, softmax (last
// dimension), mean (last dimension, kept), inverseRoot, reshape, permute, split (into equal parts of a dimension), joinRows,
// embed(table, ids), crossEntropy(logits, targets), constant(values, shape).

const linear = (on, x, p, name) => on.add(on.matmulT(x, p[`${name}.weight`]), p[`${name}.bias`]);

/** One step of a cell: `x` is the input's share (B, G·H) with b_ih, `h` the state's (B, G·H) with b_hh. */
const cells = {
  rnn_tanh: (on, x, h) => [on.tanh(on.add(x, h))],
  rnn_relu: (on, x, h) => [on.relu(on.add(x, h))],
  lstm(on, x, h, [, before]) {
    const sum = on.add(x, h);
    const gates = on.split(sum, 4, 1);
    const [i, f, g, o] = [on.sigmoid, on.sigmoid, on.tanh, on.sigmoid].map((squash, at) => squash(gates[at]));
    const cell = on.add(on.mul(f, before), on.mul(i, g));
    return [on.mul(o, on.tanh(cell)), cell];
  },
  gru(on, x, h, [before]) {
    const [xr, xz, xn] = on.split(x, 3, 1);
    const [hr, hz, hn] = on.split(h, 3, 1);
    const r = on.sigmoid(on.add(xr, hr));
    const z = on.sigmoid(on.add(xz, hz));
    const n = on.tanh(on.add(xn, on.mul(r, hn)));
    return [on.add(n, on.mul(z, on.sub(before, n)))];
  },
};

/** @param batch tokens and wanted, by time first */
function recurrent(on, shape, p, batch) {
  const { cell, batch: size, steps, hidden, layers } = shape;
  let x = on.embed(p['embedding.weight'], batch.tokens); // (T·B, E)
  for (let layer = 0; layer < layers; layer++) {
    const [wi, wh, bi, bh] = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map(
      (part) => p[`rnn.${part}_l${layer}`],
    );
    const inputs = on.split(on.add(on.matmulT(x, wi), bi), steps, 0); // all steps at once
    const zero = on.constant(new Float32Array(size * hidden), [size, hidden]);
    let state = [zero, zero];
    const outputs = [];
    for (const input of inputs) {
      const fromState = on.add(on.matmulT(state[0], wh), bh);
      state = cells[cell](on, input, fromState, state);
      outputs.push(state[0]);
    }
    x = on.joinRows(outputs);
  }
  return on.crossEntropy(linear(on, x, p, 'out'), batch.wanted);
}

function layerNorm(on, x, p, name) {
  const centred = on.sub(x, on.mean(x));
  const inverse = on.inverseRoot(on.mean(on.mul(centred, centred)), 1e-5);
  return on.add(on.mul(on.mul(centred, inverse), p[`${name}.weight`]), p[`${name}.bias`]);
}

/** @param x (B·T, D); @param memory (B·S, D); @param mask (T, S) to add, or undefined */
function attention(on, x, memory, p, name, { batch, heads, width }, [t, s], mask) {
  const depth = width / heads;
  const [weights, biases] = ['weight', 'bias'].map((part) => on.split(p[`${name}.in_proj_${part}`], 3, 0));
  const project = (from, index, length) => {
    const y = on.add(on.matmulT(from, weights[index]), biases[index]);
    return on.permute(on.reshape(y, [batch, length, heads, depth]), [0, 2, 1, 3]);
  };
  const [q, k, v] = [project(x, 0, t), project(memory, 1, s), project(memory, 2, s)];
  const scores = on.scale(on.matmulT(q, k), 1 / Math.sqrt(depth));
  const looks = on.softmax(mask ? on.add(scores, mask) : scores);
  const joined = on.reshape(on.permute(on.matmul(looks, v), [0, 2, 1, 3]), [batch * t, width]);
  return linear(on, joined, p, `${name}.out_proj`);
}

function feedForward(on, x, p, name) {
  return linear(on, on.relu(linear(on, x, p, `${name}.linear1`)), p, `${name}.linear2`);
}

function sinusoids(length, width) {
  return Float32Array.from({ length: length * width }, (_, place) => {
    const [t, column] = [Math.floor(place / width), place % width];
    const angle = t * Math.exp(((column % 2) - column) * (Math.log(10000) / width));
    return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

function translation(on, shape, p, batch) {
  const { source: s, target: t, width, layers, batch: size } = shape;
  const embed = (table, ids, length) => {
    const words = on.reshape(on.scale(on.embed(p[table], ids), Math.sqrt(width)), [size, length, width]);
    const places = on.constant(sinusoids(length, width), [length, width]);
    return on.reshape(on.add(words, places), [size * length, width]);
  };
  const hidden = Float32Array.from({ length: t * t }, (_, place) =>
    place % t > Math.floor(place / t) ? -1e9 : 0,
  );
  const causal = on.constant(hidden, [t, t]);
  const norm = (x, name) => layerNorm(on, x, p, `transformer.${name}`);
  let memory = embed('src_embed.weight', batch.source, s);
  for (let layer = 0; layer < layers; layer++) {
    const name = `encoder.layers.${layer}`;
    const own = `transformer.${name}`;
    memory = norm(
      on.add(memory, attention(on, memory, memory, p, `${own}.self_attn`, shape, [s, s])),
      `${name}.norm1`,
    );
    memory = norm(on.add(memory, feedForward(on, memory, p, own)), `${name}.norm2`);
  }
  memory = norm(memory, 'encoder.norm');
  let x = embed('tgt_embed.weight', batch.target, t);
  for (let layer = 0; layer < layers; layer++) {
    const name = `decoder.layers.${layer}`;
    const own = `transformer.${name}`;
    x = norm(on.add(x, attention(on, x, x, p, `${own}.self_attn`, shape, [t, t], causal)), `${name}.norm1`);
    x = norm(on.add(x, attention(on, x, memory, p, `${own}.multihead_attn`, shape, [t, s])), `${name}.norm2`);
    x = norm(on.add(x, feedForward(on, x, p, own)), `${name}.norm3`);
  }
  return on.crossEntropy(linear(on, norm(x, 'decoder.norm'), p, 'generator'), batch.wanted);
}

export const losses = { recurrent, translation };
