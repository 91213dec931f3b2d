// Powers of ten as they are drawn: digits raised by style, because few fonts have the raised minus. A screen reader gets
// them in words. The names of shared weights, W_ih and W_hh, stand with their index below.
import { spokenPowers, weightIndex } from '../../i18n/powers.ts';
import { useMessages } from '../../i18n/useMessages.ts';
import { placed } from './placed.ts';

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const exponent = /([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/u;
const lowered = (text: string): string =>
  Array.from(text, (sign) => (sign === '⁻' ? '−' : String(raised.indexOf(sign)))).join('');

/** Plain text and exponents by turns, beginning with text. */
const parts = (text: string) => placed(text.split(exponent)).filter(({ item }) => item !== '');

const Raised = ({ text }: { text: string }) =>
  parts(text).map(({ item, at }) => (at % 2 === 0 ? item : <sup key={at}>{lowered(item)}</sup>));

/** For the eye alone. */
export const RaisedPowers = ({ text }: { text: string }) =>
  placed(text.split(weightIndex)).map(({ item, at }) =>
    at % 2 === 0 ? <Raised key={at} text={item} /> : <sub key={at}>{item}</sub>,
  );

/** Within a text of a page. */
export function Powers({ text }: { text: string }) {
  const { power } = useMessages().shell;
  if (!exponent.test(text) && !weightIndex.test(text)) return text;
  return (
    <>
      <span aria-hidden="true">
        <RaisedPowers text={text} />
      </span>
      <span className="figure-unseen">{spokenPowers(text, power)}</span>
    </>
  );
}

/** At the end of a text of a picture. */
export function DrawnPowers({ text }: { text: string }) {
  return parts(text).map(({ item, at }) =>
    at % 2 === 0 ? (
      item
    ) : (
      <tspan key={at} className="figure-power" dy="-0.45em">
        {lowered(item)}
      </tspan>
    ),
  );
}
