// Every parameter of the network, live: one large, gate by gate, the others as named thumbnails; the same matrix at every
// step of the worked example; how its numbers are spread; and the eigenvalues of the recurrent weights.
import './weights.css';
import { useMemo, useState } from 'react';
import { besideBlock, sidesGap } from '../../geometry/lab/weightsBlocks.ts';
import { numbersInACell, planTile } from '../../geometry/lab/weightsTiles.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import type { LabFigureProps } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { useLinked } from '../frame/linked.ts';
import { Powers } from '../frame/Powers.tsx';
import { SignedLegend } from '../frame/SignedLegend.tsx';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue } from '../lab/useTrace.ts';
import { useWidth } from '../lab/useWidth.ts';
import { Blocks, nameHeight } from './Blocks.tsx';
import { weightsData } from './data.ts';
import { Histogram } from './Histogram.tsx';
import { Planes, planesWidth } from './Planes.tsx';
import { gatesOf, type Mode, modes, parameterBlocks, shortName, sidesOf } from './parameters.ts';
import { StepStrip } from './StepStrip.tsx';
import { Thumbnails, thumbnailSide } from './Thumbnails.tsx';
import { useReadout } from './useReadout.ts';
import { useParameterNames, useWeights } from './useWeights.ts';
import type { PointedWeight } from './WeightMatrix.tsx';

/** Widths of the parts that may stand side by side, and what lies between. */
const part = 400;
const least = 224;
const between = 40;

export default function WeightsFigure(props: LabFigureProps) {
  const problemOf = useProblemWords();
  const words = useLabMessages();
  const m = words.weights;
  const [mode, setMode] = useLinked<Mode>('mode', modes, 'values');
  const [chosen, setChosen] = useLinked('parameter', useParameterNames(props), '');
  const [pointed, setPointed] = useState<PointedWeight>();
  const [step, setStep] = useState<number>();
  const [eigenvalue, setEigenvalue] = useState<string>();
  const all = useWeights(props, chosen, mode);
  const {
    answer,
    shown,
    trace,
    shares,
    beats,
    order,
    included,
    extent,
    shareExtent,
    plan,
    tile,
    sum,
    pin,
    linked,
  } = all;
  const parameters = shownValue(answer);
  const { box, width } = useWidth();
  const weight = pointed ?? linked;
  const ownWeight = weight && weight.parameter.name === shown?.parameter.name ? weight.index : undefined;
  const readout = useReadout({ all, mode, pointed, step, eigenvalue });
  const walked = shares &&
    trace && { beats, label: (at: number) => m.beat(trace.labels[order[at] ?? 0] ?? '') };
  const [rows, columns] = shown ? sidesOf(shown.parameter) : [0, 0];
  const planes = shown?.eigenvalues.length ?? 0;
  // A tall matrix without steps, as of an embedding, has what comes after it at its side.
  const large = useMemo(
    () =>
      shown?.name.layer === null && shown.parameter.shape.length > 1
        ? besideBlock(
            { rows, columns, width, strip: shown.bias !== undefined, rowHeight: nameHeight },
            shown.parameter.labels[0] ?? [],
          )
        : undefined,
    [shown, rows, columns, width],
  );
  const partsWidth = large === undefined ? width : width - large - sidesGap;
  // The histogram stands beside the steps, else beside the planes, else it has a row of its own.
  const besideSteps = partsWidth - between - (plan?.width ?? partsWidth);
  const besidePlanes =
    planes === 1 ? Math.floor((partsWidth - between) / 2) : partsWidth - between - planesWidth(planes);
  const withPlanes = besideSteps < least && besidePlanes >= least;
  const histogramWidth =
    besideSteps >= least
      ? Math.min(part, besideSteps)
      : withPlanes
        ? Math.min(part, besidePlanes)
        : partsWidth;
  const gates = useMemo(() => (parameters ? gatesOf(parameters) : []), [parameters]);
  const coarse = useMemo(() => {
    const small = parameters?.parameters.map((own) => planTile(parameterBlocks(own, gates), thumbnailSide));
    return Math.max(1, ...(small ?? []).map(numbersInACell));
  }, [parameters, gates]);
  const notes = shown
    ? [
        m.axes[shown.name.part],
        ...(shown.bias ? [m.withBias(shortName(shown.bias.name))] : []),
        ...(coarse > 1 ? [m.sampled(coarse)] : []),
      ]
    : [];
  return (
    <LabFrame
      id="weights"
      title={m.title}
      state={answer.state}
      problem={problemOf(answer)}
      beats={walked || undefined}
      controls={
        <Choice
          id="weights-mode"
          label={m.mode}
          value={mode}
          options={modes.map((id) => ({ id, words: m.modes[id] }))}
          onChoose={setMode}
        />
      }
      legend={
        shown && (
          <>
            <SignedLegend label={m.scales[mode]} extent={extent} />
            {mode === 'gradient' && shares && <SignedLegend label={m.shareScale} extent={shareExtent} />}
          </>
        )
      }
      readout={readout}
      answers={pointed !== undefined || step !== undefined || eigenvalue !== undefined}
      data={() => (shown ? weightsData(shown, trace, words) : { caption: m.table, columns: [], rows: [] })}
      step={parameters?.step ?? 0}
      link={props.link}
    >
      {parameters && shown && (
        <div ref={box} className="weights">
          <Thumbnails
            parameters={parameters.parameters}
            gates={gates}
            mode={mode}
            chosen={shown.parameter.name}
            onChoose={setChosen}
          />
          <div
            className="weights-sides"
            style={
              large === undefined
                ? undefined
                : { gridTemplateColumns: `${large}px ${partsWidth}px`, columnGap: sidesGap }
            }
          >
            <div className="weights-part">
              <h4 className="weights-name">
                {m.heading(m.parts[shown.name.part], shown.name.layer, shown.name.backward)}{' '}
                <span className="weights-size">{m.size(rows, columns)}</span>
              </h4>
              <p className="weights-note weights-told">
                <Powers text={pointed ? readout : notes.join(' ')} />
              </p>
              <p className="figure-unseen">{m.hint}</p>
              <Blocks
                key={shown.parameter.name}
                shown={shown}
                mode={mode}
                extent={extent}
                width={large ?? width}
                linked={weight}
                onPoint={setPointed}
                onPin={pin}
              />
            </div>
            <div className="weights-parts">
              {shares && trace && plan && tile && sum ? (
                <StepStrip
                  shown={shown}
                  trace={trace}
                  shares={shares}
                  plan={plan}
                  tile={tile}
                  width={width}
                  mode={mode}
                  extent={extent}
                  shareExtent={shareExtent}
                  included={included}
                  sum={sum}
                  weight={ownWeight}
                  onStep={setStep}
                  onSeek={(to) => beats.seek(order.indexOf(to))}
                />
              ) : (
                <p className="weights-note">{all.withoutStrip}</p>
              )}
              <Histogram
                values={shown.parameter[mode]}
                mode={mode}
                extent={extent}
                width={histogramWidth}
                pointed={ownWeight === undefined ? undefined : shown.parameter[mode][ownWeight]}
              />
              <Planes
                name={shown.recurrentName}
                trail={all.trail}
                width={
                  planes === 1
                    ? Math.min(partsWidth, part)
                    : withPlanes
                      ? partsWidth - between - histogramWidth
                      : partsWidth
                }
                onRead={setEigenvalue}
              />
            </div>
          </div>
        </div>
      )}
    </LabFrame>
  );
}
