// A text in which numbers may stand as powers of ten: drawn with raised digits, read aloud in words.
import { splitPowers, spokenPowers } from '../../i18n/powers.ts';
import { useMessages } from '../../i18n/useMessages.ts';

export function Written({ text }: { readonly text: string }) {
  const { power } = useMessages().shell;
  const spoken = spokenPowers(text, power);
  if (spoken === text) return text;
  return (
    <>
      <span aria-hidden="true">
        {splitPowers(text).map(({ at, words, raised }) => (raised ? <sup key={at}>{words}</sup> : words))}
      </span>
      <span className="visually-hidden">{spoken}</span>
    </>
  );
}
