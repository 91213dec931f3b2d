// The names of the hero's rows, in the gutter at their left, or of its columns, above them.
import { useMessages } from '../../i18n/useMessages.ts';
import { gutter, type Stage } from './stage.ts';

interface SidesProps {
  readonly stage: Stage;
  /** Whether any word is wrong, and the right one stands beside it. */
  readonly corrected: boolean;
}

export function Sides({ stage, corrected }: SidesProps) {
  const { translation } = useMessages().figures;
  const { layout, correctionLine } = stage;
  const { line, outputStart, sourceStart } = layout;
  if (layout.form === 'columns')
    return (
      <>
        <span className="tr-side" style={{ left: 0 }}>
          {translation.source}
        </span>
        <span className="tr-side" style={{ left: outputStart }}>
          {translation.output}
        </span>
        <span className="tr-side" style={{ right: 0 }}>
          {translation.probabilityName}
        </span>
      </>
    );
  const row = (words: string, top: number, height: number) => (
    <span className="tr-side" style={{ top, width: gutter, lineHeight: `${height}px` }}>
      {words}
    </span>
  );
  return (
    <>
      {row(translation.source, sourceStart, line)}
      {row(translation.output, outputStart, line)}
      {corrected && row(translation.shouldBe, outputStart + line, correctionLine)}
      {row(translation.probabilityName, outputStart + line + correctionLine + 12, 18)}
    </>
  );
}
