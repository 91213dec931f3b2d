"""The shapes in PyTorch on one thread, as a contestant of scripts/bench: python3 pytorch.py FOLDER (see exchange.ts)."""

import array
import json
import math
import os
import sys
import time

# set_num_threads does not reach OpenBLAS, which reads its environment when it is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import torch  # noqa: E402
from torch import nn  # noqa: E402

torch.set_num_threads(1)
torch.set_num_interop_threads(1)

LAYERS = {
    "rnn_tanh": lambda *sizes: nn.RNN(*sizes),
    "rnn_relu": lambda *sizes: nn.RNN(*sizes, nonlinearity="relu"),
    "lstm": lambda *sizes: nn.LSTM(*sizes),
    "gru": lambda *sizes: nn.GRU(*sizes),
}


class Recurrent(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.embedding = nn.Embedding(size["vocabulary"], size["embedding"])
        self.rnn = LAYERS[size["cell"]](size["embedding"], size["hidden"], size["layers"])
        self.out = nn.Linear(size["hidden"], size["vocabulary"])

    def prepare(self, batch):  # by time first, which is what nn.LSTM works on without a copy
        return {name: ids.t().contiguous() for name, ids in batch.items()}

    def forward(self, batch):
        return self.out(self.rnn(self.embedding(batch["tokens"]))[0])


def sinusoids(length, width):
    place = torch.arange(length, dtype=torch.float64)[:, None]
    frequency = torch.exp(torch.arange(0, width, 2, dtype=torch.float64) * (-math.log(10000) / width))
    table = torch.empty(length, width, dtype=torch.float64)
    table[:, 0::2] = torch.sin(place * frequency)
    table[:, 1::2] = torch.cos(place * frequency)
    return table.float()


class Translation(nn.Module):
    def __init__(self, size):
        super().__init__()
        width = size["width"]
        self.src_embed = nn.Embedding(size["vocabulary"], width)
        self.tgt_embed = nn.Embedding(size["vocabulary"], width)
        layers = size["layers"]
        self.transformer = nn.Transformer(
            width, size["heads"], layers, layers, size["feedForward"], dropout=0.0, batch_first=True
        )
        self.generator = nn.Linear(width, size["vocabulary"])
        self.root = math.sqrt(width)
        self.places = sinusoids(max(size["source"], size["target"]), width)
        self.causal = nn.Transformer.generate_square_subsequent_mask(size["target"])

    def prepare(self, batch):
        return batch

    def embed(self, table, ids):
        return table(ids) * self.root + self.places[: ids.shape[1]]

    def forward(self, batch):
        source = self.embed(self.src_embed, batch["source"])
        target = self.embed(self.tgt_embed, batch["target"])
        return self.generator(self.transformer(source, target, tgt_mask=self.causal))


def read(folder):
    with open(f"{folder}/shape.json") as file:
        told = json.load(file)
    with open(f"{folder}/numbers.bin", "rb") as file:
        numbers = file.read()

    def tensor(entry):
        values = array.array("f" if entry["dtype"] == "f32" else "i")
        values.frombytes(numbers[entry["offset"] : entry["offset"] + 4 * entry["size"]])
        kind = torch.float32 if entry["dtype"] == "f32" else torch.int64
        return torch.tensor(values, dtype=kind).reshape(entry["shape"])

    parameters = {name: tensor(entry) for name, entry in told["parameters"].items()}
    batches = [{name: tensor(entry) for name, entry in batch.items()} for batch in told["batches"]]
    return told, parameters, batches


def main():
    told, parameters, batches = read(sys.argv[1])
    model = {"recurrent": Recurrent, "translation": Translation}[told["shape"]["kind"]](told["shape"])
    model.load_state_dict(parameters)
    optimiser = torch.optim.Adam(model.parameters(), lr=told["learningRate"])
    batches = [model.prepare(batch) for batch in batches]
    loss_of = nn.CrossEntropyLoss()
    count = 0

    def step():
        nonlocal count
        batch = batches[count % len(batches)]
        count += 1
        logits = model(batch)
        loss = loss_of(logits.reshape(-1, logits.shape[-1]), batch["wanted"].reshape(-1))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        return loss.item()

    def losses(request):
        return {"losses": [step() for _ in range(request["count"])]}

    def run(request):
        cpu, start, steps = time.process_time(), time.perf_counter(), 0
        while True:
            step()
            steps += 1
            seconds = time.perf_counter() - start
            if seconds >= request["seconds"]:
                return {"steps": steps, "seconds": seconds, "cpuSeconds": time.process_time() - cpu}

    answers = {"losses": losses, "run": run}
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(answers[request["ask"]](request)), flush=True)


main()
