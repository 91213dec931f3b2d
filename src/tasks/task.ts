// What a sequence task is: two vocabularies, pairs of word sequences, a split, and how typed text becomes words.
// It knows no model: the same task can train a recurrent network or a Transformer.

/** Fills up the short sequences of a batch; never read, never a target. */
export const PAD = 0;
/** Begins every target sequence: the first token that a decoder reads. */
export const BOS = 1;
/** Ends every target sequence: decoding stops once it is written. */
export const EOS = 2;
/** Stands for any word that is not in the vocabulary. */
export const UNK = 3;

/** The words one side of a task is written in. */
export interface Vocabulary {
  /** The word of every id. 0..3 are `<pad>`, `<bos>`, `<eos>`, `<unk>`; words follow by first appearance in `pairs`. */
  readonly words: readonly string[];
  /** The id of a word, or `UNK` if the vocabulary lacks it. Exact match: no change of case. */
  idOf(word: string): number;
}

/** One example, in words, without special tokens. */
export interface SequencePair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/** The pairs a model learns from and those it is only judged by. Together they are all pairs, each once. */
export interface Split {
  /** In the order of `pairs`. */
  readonly train: readonly SequencePair[];
  /** The task's example first, then in an order drawn from the seed: any first few are a fair sample. */
  readonly heldOut: readonly SequencePair[];
}

/** Typed text as a model may read it. */
export interface Tokenised {
  /** At most `maxSourceLength` words of 1 to 40 characters (UTF-16 units). Unknown words are kept as they are. */
  readonly words: readonly string[];
  /** How many words past `maxSourceLength` were left out. */
  readonly dropped: number;
}

export interface SequenceTask {
  /** Its name in links, in the registry and on the command line. */
  readonly id: string;
  readonly source: Vocabulary;
  readonly target: Vocabulary;
  /** One pair in plain text, always held out: what the first screen shows. */
  readonly example: { readonly input: string; readonly output: string };
  /**
   * Every pair, unique in its source. **Their order never changes**: seeds, links and fingerprints rest on it. A
   * golden test guards it; a change of the data is a new task with a new id.
   */
  readonly pairs: readonly SequencePair[];
  /** Words that a phrase may have. */
  readonly maxSourceLength: number;
  /** Tokens that decoding may write, `<eos>` included, before it is stopped. */
  readonly maxTargetLength: number;
  /**
   * Deterministic in the seed. The example is always held out, and every word of both vocabularies still appears
   * in training.
   * @param seed an integer, 0..2³² − 1
   */
  split(seed: number): Split;
  /** How often an epoch of training shows this pair: 1, or more for a kind that has few pairs and must be learnt all the same. */
  repeats(pair: SequencePair): number;
  /** Never throws, whatever the text; text without a word gives no words. */
  tokenise(text: string): Tokenised;
  /** The right answer where the grammar knows it, even for a phrase that is not among `pairs`. */
  reference(words: readonly string[]): readonly string[] | undefined;
}
